//! What a person sees while a run goes on, and the one line that says what it was.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::tally::Tally;
use crate::input::watch::Watch;

/// A progress bar on a terminal; nothing elsewhere.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    watch: Arc<Watch>,
    begun: Instant,
    /// Records and bytes that an earlier run has done.
    before: (u64, u64),
}

impl Progress {
    /// Begins. `watch` counts the bytes read so far, `size` is how many there are, where that is known.
    /// Only what this run does counts for the rate, not what an earlier run did `before` it.
    pub(crate) fn begin(
        quiet: bool,
        watch: Arc<Watch>,
        size: Option<u64>,
        before: Option<&Tally>,
    ) -> Progress {
        let visible = !quiet && std::io::stderr().is_terminal();
        Progress {
            bar: visible.then(|| bar(size)),
            watch,
            begun: Instant::now(),
            before: before.map_or((0, 0), |tally| (tally.records(), tally.bytes)),
        }
    }

    /// Shows the counts so far.
    pub(crate) fn show(&self, tally: &Tally) {
        if let Some(bar) = &self.bar {
            bar.set_position(self.watch.read());
            let rate = rate(tally.records() - self.before.0, self.begun.elapsed());
            bar.set_message(format!(
                "{} posts, {} flagged, {} rejected, {} posts/s",
                grouped(tally.posts),
                grouped(tally.flagged),
                grouped(tally.rejected),
                grouped(rate)
            ));
        }
    }

    /// Writes lines on standard error without spoiling the bar.
    pub(crate) fn aside(&self, lines: &[u8]) {
        let write = || {
            let _ = std::io::stderr().lock().write_all(lines);
        };
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the bar away; comes back with the time it took.
    pub(crate) fn end(&self) -> Duration {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        self.begun.elapsed()
    }

    /// The line at the end of a run.
    pub(crate) fn summary(&self, tally: &Tally, time: Duration, threads: usize) -> String {
        let seconds = time.as_secs_f64().max(1e-9);
        let (records, bytes) = self.before;
        format!(
            "{} posts, {} flagged, {} rejected in {seconds:.2} s: {} posts/s, {:.1} MB/s, {threads} {}{}",
            grouped(tally.posts),
            grouped(tally.flagged),
            grouped(tally.rejected),
            grouped(rate(tally.records() - records, time)),
            // Exact up to 2^53 bytes, and shown with one decimal.
            (tally.bytes - bytes) as f64 / 1e6 / seconds,
            if threads == 1 { "thread" } else { "threads" },
            if records == 0 {
                String::new()
            } else {
                format!(" (resumed; {} records were done before)", grouped(records))
            },
        )
    }
}

fn bar(size: Option<u64>) -> ProgressBar {
    let template = match size {
        Some(_) => "{bar:24} {percent:>3} % {msg}, {eta} left",
        None => "{spinner} {bytes} {msg}",
    };
    let target = ProgressDrawTarget::stderr_with_hz(8);
    let bar = ProgressBar::with_draw_target(size, target);
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// How many a second.
pub(crate) fn rate(count: u64, time: Duration) -> u64 {
    let nanoseconds = time.as_nanos().max(1);
    u64::try_from(u128::from(count) * 1_000_000_000 / nanoseconds).unwrap_or(u64::MAX)
}

/// A number with its thousands set apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (43993, "43,993"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), text);
        }
        assert_eq!(rate(10, Duration::from_secs(2)), 5);
    }
}
