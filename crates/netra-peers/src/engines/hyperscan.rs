//! Hyperscan's literal mode, through the few functions of its C interface that this needs. The library is looked for
//! when the program runs, so that the program builds and runs without it.

#![allow(unsafe_code)]

use std::ffi::{CStr, c_char, c_int, c_uint, c_ulonglong, c_void};
use std::ptr;
use std::rc::Rc;

use libloading::{Library, Symbol};

use super::Engine;

const CASELESS: c_uint = 1;
const BLOCK: c_uint = 1;

#[repr(C)]
struct CompileError {
    message: *mut c_char,
    expression: c_int,
}

type CompileLiterals = unsafe extern "C" fn(
    *const *const c_char,
    *const c_uint,
    *const c_uint,
    *const usize,
    c_uint,
    c_uint,
    *const c_void,
    *mut *mut c_void,
    *mut *mut CompileError,
) -> c_int;
type AllocScratch = unsafe extern "C" fn(*const c_void, *mut *mut c_void) -> c_int;
type OnMatch = unsafe extern "C" fn(c_uint, c_ulonglong, c_ulonglong, c_uint, *mut c_void) -> c_int;
type Scan = unsafe extern "C" fn(
    *const c_void,
    *const c_char,
    c_uint,
    c_uint,
    *mut c_void,
    OnMatch,
    *mut c_void,
) -> c_int;
type Size = unsafe extern "C" fn(*const c_void, *mut usize) -> c_int;
type Free = unsafe extern "C" fn(*mut c_void) -> c_int;
type FreeError = unsafe extern "C" fn(*mut CompileError) -> c_int;
type Version = unsafe extern "C" fn() -> *const c_char;

/// The library, opened.
pub struct Hyperscan {
    library: Library,
    version: String,
}

impl Hyperscan {
    /// Opens the library; why not, where it cannot be had.
    pub fn open() -> Result<Rc<Hyperscan>, String> {
        // SAFETY: loading libhs runs no code of its own beyond picking functions by what the processor can do.
        let library = unsafe { Library::new("libhs.so.5") }.map_err(|error| {
            format!("Hyperscan is not measured: {error} (Debian: apt-get install libhyperscan-dev)")
        })?;
        // SAFETY: `hs_version` has this type in hs_compile.h and returns a string that lives as long as the library.
        let version = unsafe {
            let version: Symbol<'_, Version> =
                library.get(b"hs_version\0").map_err(|error| error.to_string())?;
            CStr::from_ptr(version()).to_string_lossy().into_owned()
        };
        Ok(Rc::new(Hyperscan { library, version }))
    }

    pub fn version(&self) -> &str {
        &self.version
    }

    /// Compiles literals, caseless in ASCII.
    pub fn compile(self: &Rc<Hyperscan>, literals: &[&str]) -> Result<Scanner, String> {
        let texts: Vec<*const c_char> = literals.iter().map(|literal| literal.as_ptr().cast()).collect();
        let flags = vec![CASELESS; literals.len()];
        let ids: Vec<c_uint> = (0..literals.len() as c_uint).collect();
        let lengths: Vec<usize> = literals.iter().map(|literal| literal.len()).collect();
        let (mut database, mut scratch) = (ptr::null_mut(), ptr::null_mut());
        let mut wrong: *mut CompileError = ptr::null_mut();
        // SAFETY: the types are those of hs_compile.h and hs_runtime.h; the four lists have `literals.len()` entries and
        // outlive the call; texts are given with their lengths and need no terminating nul.
        unsafe {
            let compile: Symbol<'_, CompileLiterals> = self.symbol(b"hs_compile_lit_multi\0")?;
            let ended = compile(
                texts.as_ptr(),
                flags.as_ptr(),
                ids.as_ptr(),
                lengths.as_ptr(),
                literals.len() as c_uint,
                BLOCK,
                ptr::null(),
                &raw mut database,
                &raw mut wrong,
            );
            if ended != 0 {
                let said = CStr::from_ptr((*wrong).message).to_string_lossy().into_owned();
                self.symbol::<FreeError>(b"hs_free_compile_error\0")?(wrong);
                return Err(format!("Hyperscan does not compile the literals: {said}"));
            }
            let ended = self.symbol::<AllocScratch>(b"hs_alloc_scratch\0")?(database, &raw mut scratch);
            if ended != 0 {
                self.symbol::<Free>(b"hs_free_database\0")?(database);
                return Err(format!("Hyperscan gives no scratch ({ended})"));
            }
            let mut size = 0;
            self.symbol::<Size>(b"hs_database_size\0")?(database, &raw mut size);
            let scan = *self.symbol::<Scan>(b"hs_scan\0")?;
            Ok(Scanner {
                hyperscan: Rc::clone(self),
                database,
                scratch,
                scan,
                size,
            })
        }
    }

    /// # Safety
    /// `T` must be the type that the library's header gives the function.
    unsafe fn symbol<T>(&self, name: &[u8]) -> Result<Symbol<'_, T>, String> {
        // SAFETY: promised by the caller.
        unsafe { self.library.get(name) }.map_err(|error| error.to_string())
    }
}

/// A compiled set of literals with its scratch.
pub struct Scanner {
    hyperscan: Rc<Hyperscan>,
    database: *mut c_void,
    scratch: *mut c_void,
    scan: Scan,
    size: usize,
}

impl Scanner {
    pub fn heap(&self) -> usize {
        self.size
    }
}

unsafe extern "C" fn count(
    _: c_uint,
    _: c_ulonglong,
    _: c_ulonglong,
    _: c_uint,
    count: *mut c_void,
) -> c_int {
    // SAFETY: `scan` below passes a pointer to a `usize` that outlives the call.
    unsafe { *count.cast::<usize>() += 1 };
    0
}

impl Engine for Scanner {
    fn name(&self) -> String {
        "Hyperscan, literals".to_owned()
    }

    fn scan(&mut self, text: &str) -> usize {
        let mut found = 0usize;
        // SAFETY: database and scratch are alive until drop; the text is given with its length, which posts never bring
        // near 4 GiB; `found` outlives the call.
        let ended = unsafe {
            (self.scan)(
                self.database,
                text.as_ptr().cast(),
                text.len() as c_uint,
                0,
                self.scratch,
                count,
                (&raw mut found).cast(),
            )
        };
        assert_eq!(ended, 0, "Hyperscan stopped");
        found
    }
}

impl Drop for Scanner {
    fn drop(&mut self) {
        // SAFETY: both were made by the library and are freed once. A library that was opened has these functions.
        unsafe {
            if let Ok(free) = self.hyperscan.symbol::<Free>(b"hs_free_scratch\0") {
                free(self.scratch);
            }
            if let Ok(free) = self.hyperscan.symbol::<Free>(b"hs_free_database\0") {
                free(self.database);
            }
        }
    }
}
