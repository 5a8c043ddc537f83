//! Where and with what was measured.

use std::fs;
use std::process::Command;

/// One line: processor, cores, compiler, commit, load.
pub fn describe() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?").to_owned();
    format!(
        "{}, {cores} cores, {}; {}{}; commit {}; load {load} when it began",
        processor(),
        features(),
        first_line("rustc", &["--version"]),
        // Whoever builds faster code slower, or the other way round, says so with every figure.
        option_env!("CARGO_PROFILE_RELEASE_LTO")
            .map(|lto| format!(", LTO {lto}"))
            .unwrap_or_default(),
        first_line("git", &["describe", "--always", "--dirty"]),
    )
}

fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let value = |key: &str| {
        let line = info.lines().find(|line| line.starts_with(key))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let name = value("model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    match (value("cpu family"), value("model\t")) {
        (Some(family), Some(model)) => format!("{name} (family {family}, model {model})"),
        _ => name,
    }
}

fn features() -> &'static str {
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512bw") && is_x86_feature_detected!("avx512vl") {
            return "AVX-512";
        }
        if is_x86_feature_detected!("avx2") {
            return "AVX2";
        }
    }
    "no AVX2"
}

fn first_line(program: &str, words: &[&str]) -> String {
    let output = Command::new(program).args(words).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    text.ok()
        .and_then(|text| text.lines().next().map(str::to_owned))
        .unwrap_or_else(|| "?".to_owned())
}
