//! `exp` and `ln` from basic arithmetic alone.
//!
//! The standard library's call the platform's, whose last bits differ between systems. Addition, multiplication and
//! division are exact by IEEE 754 everywhere, so points learned here and there are the same.

const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// The exponential, to within a few units in the last place; saturates outside ±700.
pub(super) fn exp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let x = x.clamp(-700.0, 700.0);
    let halvings = (x * std::f64::consts::LOG2_E).round();
    let rest = (x - halvings * LN2_HIGH) - halvings * LN2_LOW;
    // The Taylor series: |rest| is at most 0.35, so the term after the thirteenth is below 1e-17.
    let mut sum = 1.0;
    for n in (1..=13).rev() {
        sum = 1.0 + sum * rest / f64::from(n);
    }
    sum * power_of_two(halvings as i64)
}

/// The natural logarithm of a positive number; minus infinity for zero and below.
pub(super) fn ln(x: f64) -> f64 {
    if x <= 0.0 {
        return f64::NEG_INFINITY;
    }
    // Subnormal numbers are scaled up first, so that the exponent can be read from the bits.
    let (x, scale) = if x < f64::MIN_POSITIVE {
        (x * power_of_two(60), -60)
    } else {
        (x, 0)
    };
    let bits = x.to_bits();
    let mut exponent = ((bits >> 52) & 0x7ff) as i64 - 1_023;
    let mut part = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | (1_023 << 52));
    if part > std::f64::consts::SQRT_2 {
        part /= 2.0;
        exponent += 1;
    }
    // ln(part) = 2 · artanh((part − 1) / (part + 1)); the ratio is at most 0.172.
    let ratio = (part - 1.0) / (part + 1.0);
    let square = ratio * ratio;
    let mut sum = 0.0;
    for n in (0..12).rev() {
        sum = sum * square + 1.0 / f64::from(2 * n + 1);
    }
    let whole = (exponent + scale) as f64;
    whole * LN2_HIGH + (2.0 * ratio * sum + whole * LN2_LOW)
}

/// The logistic function.
pub(super) fn logistic(x: f64) -> f64 {
    if x >= 0.0 {
        1.0 / (1.0 + exp(-x))
    } else {
        let up = exp(x);
        up / (1.0 + up)
    }
}

/// ln(1 + exp(x)), without overflow.
pub(super) fn soft_plus(x: f64) -> f64 {
    x.max(0.0) + ln(1.0 + exp(-x.abs()))
}

/// 2 to a power that a normal number can hold.
fn power_of_two(power: i64) -> f64 {
    f64::from_bits(((power.clamp(-1_022, 1_023) + 1_023) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_to_the_platform() {
        for step in -6_900..=6_900 {
            let x = f64::from(step) / 10.0 + 0.037;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-14, "exp {x}");
        }
        for x in [
            1e-310, 1e-20, 0.1, 0.5, 0.999_999, 1.0, 1.000_001, 1.414_3, 2.0, 10.0, 1e20,
        ] {
            assert!((ln(x) - x.ln()).abs() <= 1e-14 * x.ln().abs().max(1e-6), "ln {x}");
        }
        assert_eq!(ln(0.0), f64::NEG_INFINITY);
    }

    #[test]
    fn logistic_is_symmetric_and_never_overflows() {
        assert!((logistic(0.0) - 0.5).abs() < 1e-15);
        for x in [0.3, 5.0, 1e9] {
            assert!((logistic(x) + logistic(-x) - 1.0).abs() < 1e-15);
        }
        assert!((soft_plus(1e6) - 1e6).abs() < 1e-6);
        assert!((soft_plus(0.0) - std::f64::consts::LN_2).abs() < 1e-15);
    }
}
