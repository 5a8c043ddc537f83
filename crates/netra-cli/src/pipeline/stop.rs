//! Being asked to stop: Ctrl-C and the scheduler's SIGTERM end a run after the block that is being written, so that
//! it can go on from there. A second signal ends it at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::input::watch::Watch;

/// Whether somebody has asked to stop.
#[derive(Debug)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Listens from now on; reading is to end too. Where the system does not let us, signals do what they always do.
    pub(crate) fn listen(watch: &Watch) -> Stop {
        const AT_ONCE: i32 = 130;
        let asked = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            let _ = flag::register_conditional_shutdown(signal, AT_ONCE, Arc::clone(&asked));
            // In this order: who finds that reading has ended finds out why.
            let _ = flag::register(signal, Arc::clone(&asked));
            let _ = flag::register(signal, Arc::clone(watch.over()));
        }
        Stop(asked)
    }

    /// Whether a signal has come.
    pub(crate) fn was_asked_for(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
