//! Whose turn it is: blocks are finished in any order and put out in the order in which they were read.
//!
//! Nobody is the writer. Who hands in the block whose turn it is puts it out, and after it whatever has been handed in
//! meanwhile; who hands in another one leaves it and goes on to the next. A thread that would run too far ahead waits.
//! It cannot wait for ever: the block whose turn it is has its place already, and is being judged or put out.

use std::sync::{Condvar, Mutex};

use super::locked;

/// The order of what becomes of blocks.
pub(super) struct Order<T> {
    state: Mutex<State<T>>,
    /// A place has become free, or the end has come.
    moved: Condvar,
}

struct State<T> {
    /// How many blocks have a place: they are being read or judged, wait for their turn, or are being put out.
    under_way: usize,
    /// What has been handed in, each at its number modulo the number of places.
    waiting: Box<[Option<T>]>,
    /// Whose turn it is.
    turn: u64,
    /// Whether somebody is putting something out.
    busy: bool,
    over: bool,
}

impl<T> State<T> {
    fn place(&self, number: u64) -> usize {
        // The remainder is below the number of places.
        #[allow(clippy::cast_possible_truncation)]
        let place = (number % self.waiting.len() as u64) as usize;
        place
    }
}

impl<T> Order<T> {
    /// With so many places.
    pub(super) fn new(places: usize) -> Order<T> {
        Order {
            state: Mutex::new(State {
                under_way: 0,
                waiting: (0..places).map(|_| None).collect(),
                turn: 0,
                busy: false,
                over: false,
            }),
            moved: Condvar::new(),
        }
    }

    /// Takes a place for one more block, and waits for one where there is none; `false` where the end has come.
    pub(super) fn admit(&self) -> bool {
        let state = locked(&self.state);
        let full = |state: &mut State<T>| !state.over && state.under_way == state.waiting.len();
        let mut state = match self.moved.wait_while(state, full) {
            Ok(state) => state,
            Err(poisoned) => poisoned.into_inner(),
        };
        state.under_way += 1;
        !state.over
    }

    /// Hands in what became of the block of this number, from 0, for which a place was taken. Where it is its turn,
    /// calls `put_out` for it and for what can follow, one at a time over all threads; comes back with `false` where
    /// that says that nothing more is to be put out.
    pub(super) fn hand_in(&self, number: u64, item: T, mut put_out: impl FnMut(T) -> bool) -> bool {
        let mut state = locked(&self.state);
        let place = state.place(number);
        state.waiting[place] = Some(item);
        while !state.busy && !state.over {
            let place = state.place(state.turn);
            let Some(item) = state.waiting[place].take() else {
                break;
            };
            state.busy = true;
            drop(state);
            let go_on = put_out(item);
            state = locked(&self.state);
            state.busy = false;
            if !go_on {
                return false;
            }
            state.turn += 1;
            state.under_way -= 1;
            self.moved.notify_one();
        }
        true
    }

    /// Puts an end to it: nobody waits or is admitted any more, and nothing more is put out.
    pub(super) fn end(&self) {
        locked(&self.state).over = true;
        self.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::*;

    /// So many threads hand in numbers, some of them late, until `last` has been put out; the most that were under way.
    fn put_out(threads: usize, places: usize, last: u64) -> (Vec<u64>, u64) {
        let order = Order::new(places);
        let (given, out) = (AtomicU64::new(0), Mutex::new(Vec::new()));
        let most = AtomicU64::new(0);
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while order.admit() {
                        let number = given.fetch_add(1, Ordering::SeqCst);
                        if number % 7 == 3 {
                            thread::sleep(Duration::from_micros(number % 5 * 100));
                        }
                        let go_on = order.hand_in(number, number, |item| {
                            let mut out = out.lock().expect("no panic");
                            out.push(item);
                            most.fetch_max(given.load(Ordering::SeqCst) - item, Ordering::SeqCst);
                            item < last
                        });
                        if !go_on {
                            order.end();
                        }
                    }
                });
            }
        });
        (out.into_inner().expect("no panic"), most.into_inner())
    }

    #[test]
    fn whatever_the_threads_do_everything_comes_in_its_order_and_none_runs_too_far_ahead() {
        for (threads, places) in [(1, 1), (1, 4), (2, 1), (2, 3), (3, 8), (9, 4)] {
            let (out, most) = put_out(threads, places, 400);
            assert!(out.into_iter().eq(0..=400), "{threads} threads, {places} places");
            assert!(most <= places as u64, "{most} under way in {places} places");
        }
    }

    #[test]
    fn who_waits_for_a_place_waits_no_more_when_the_end_has_come() {
        let order = Order::new(1);
        assert!(order.admit());
        thread::scope(|scope| {
            let waiting = scope.spawn(|| order.admit());
            order.end();
            assert!(!waiting.join().expect("no panic"));
        });
        assert!(order.hand_in(0, (), |()| panic!("nothing is put out any more")));
    }
}
