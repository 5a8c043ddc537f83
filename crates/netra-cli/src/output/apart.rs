//! Outputs that would destroy each other, or an input.

use std::path::Path;

use crate::exit::Fault;
use crate::input::source::Source;

/// Refuses an output that is an input, and two outputs in one file. Nothing has been written by then.
pub(crate) fn refuse_shared(outputs: &[&Path], sources: &[Source]) -> Result<(), Fault> {
    for (at, output) in outputs.iter().enumerate() {
        for other in &outputs[at + 1..] {
            if same_file(output, other) {
                return Err(Fault::usage(format!(
                    "two outputs are to go to {}",
                    output.display()
                )));
            }
        }
        for source in sources {
            if matches!(source, Source::File(input) if same_file(input, output)) {
                return Err(Fault::usage(format!(
                    "{} is an input and an output",
                    output.display()
                )));
            }
        }
    }
    Ok(())
}

/// Whether two paths lead to the same regular file; devices and pipes may be shared.
fn same_file(one: &Path, other: &Path) -> bool {
    let place = |path: &Path| {
        let parent = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        path.canonicalize().or_else(|_| {
            Ok::<_, std::io::Error>(parent.canonicalize()?.join(path.file_name().unwrap_or_default()))
        })
    };
    let device = |path: &Path| path.metadata().is_ok_and(|data| !data.is_file());
    match (place(one), place(other)) {
        (Ok(first), Ok(second)) => first == second && !device(one),
        _ => one == other,
    }
}
