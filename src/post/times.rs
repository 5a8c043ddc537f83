//! Times as scrapers write them.

use super::Post;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Post<'_> {
    /// Rewrites a time as scrapers and exports write it (`Wed Nov 20 10:00:00 +0000 2024`, seconds or milliseconds since
    /// 1970) as RFC 3339, which is what is read when the post is judged. Any other time stays as it is.
    ///
    /// ```
    /// let mut post = netra::Post::text("Selamat pagi").time("1732694400");
    /// post.read_time();
    /// assert_eq!(post.time.as_deref(), Some("2024-11-27T08:00:00Z"));
    /// ```
    pub fn read_time(&mut self) {
        if let Some(time) = self.time.as_deref().and_then(readable) {
            self.time = Some(time.into());
        }
    }
}

/// A time in another form, as RFC 3339: `Wed Nov 20 10:00:00 +0000 2024`, and seconds or milliseconds since 1970. None
/// where it has a form that is read anyway, or one that nobody reads.
fn readable(time: &str) -> Option<String> {
    let time = time.trim();
    let first = time.bytes().next()?;
    if first.is_ascii_alphabetic() {
        return from_words(time);
    }
    // A date has a dash behind its year.
    if time.bytes().all(|byte| byte.is_ascii_digit()) && matches!(time.len(), 9..=10 | 12..=13) {
        let number: i64 = time.parse().ok()?;
        return Some(from_seconds(if time.len() > 10 { number / 1000 } else { number }));
    }
    None
}

fn from_words(time: &str) -> Option<String> {
    let mut words = time.split_ascii_whitespace();
    let (_weekday, month, day, clock, zone, year) = (
        words.next()?,
        words.next()?,
        words.next()?,
        words.next()?,
        words.next()?,
        words.next()?,
    );
    let month = 1 + MONTHS.iter().position(|name| *name == month)?;
    let day: u32 = day.parse().ok()?;
    let (hours, minutes) = (zone.get(..3)?, zone.get(3..)?);
    let plain = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) && words.next().is_none();
    plain.then(|| format!("{year}-{month:02}-{day:02}T{clock}{hours}:{minutes}"))
}

fn from_seconds(seconds: i64) -> String {
    let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Civil days count from March, so that the leap day comes last (Howard Hinnant's algorithm).
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn times_of_scrapers_are_read() {
        for (time, expected) in [
            (
                "Wed Nov 20 10:05:00 +0000 2024",
                Some("2024-11-20T10:05:00+00:00"),
            ),
            (
                "Sat Mar 02 23:59:59 +0700 2024",
                Some("2024-03-02T23:59:59+07:00"),
            ),
            ("1732694400", Some("2024-11-27T08:00:00Z")),
            ("1732694400123", Some("2024-11-27T08:00:00Z")),
            ("951782400", Some("2000-02-29T00:00:00Z")),
            ("2024-11-20", None),
            ("2024-11-20T10:00:00Z", None),
            ("20241120", None),
            ("kemarin", None),
            ("Wed Foo 20 10:05:00 +0000 2024", None),
            ("Wed Nov 20 10:05:00 0 2024", None),
            ("", None),
        ] {
            assert_eq!(readable(time).as_deref(), expected, "{time}");
        }
    }
}
