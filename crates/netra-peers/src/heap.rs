//! What stands on the heap: an allocator that counts, for this thread only, so that the engines pay next to nothing for it.

#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator with two counters.
pub struct Counted;

thread_local! {
    static BYTES: Cell<isize> = const { Cell::new(0) };
    static TIMES: Cell<usize> = const { Cell::new(0) };
}

fn count(bytes: isize, times: usize) {
    // A thread that is being torn down has no counters any more and does not matter.
    let _ = BYTES.try_with(|cell| cell.set(cell.get() + bytes));
    let _ = TIMES.try_with(|cell| cell.set(cell.get() + times));
}

// SAFETY: every call is handed on to the system's allocator as it came; counting touches only thread-local cells that
// need no allocation.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize, 1);
        // SAFETY: the caller's promise about `layout` is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-(layout.size() as isize), 0);
        // SAFETY: the caller's promise about `pointer` and `layout` is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size as isize - layout.size() as isize, 1);
        // SAFETY: the caller's promise about `pointer`, `layout` and `size` is passed on.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// How many bytes stay on the heap after this work, with what it made.
pub fn kept<T>(work: impl FnOnce() -> T) -> (usize, T) {
    let before = BYTES.get();
    let made = work();
    (usize::try_from(BYTES.get() - before).unwrap_or(0), made)
}

/// How often this work asked for memory.
pub fn asked(work: impl FnOnce()) -> usize {
    let before = TIMES.get();
    work();
    TIMES.get() - before
}
