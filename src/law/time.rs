//! Days and moments, without a date library: civil days of the proleptic Gregorian calendar, and instants in seconds.
//!
//! A period of an election begins and ends at midnight of the region concerned, so a moment carries both: the instant,
//! and the civil day in the zone in which it was read. A date without a time of day is that civil day, wherever it is
//! looked at from.

use std::fmt;

/// The three Indonesian time zones. None of them has daylight saving time.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
pub enum Zone {
    /// Western Indonesia, UTC+7. The default.
    #[default]
    Wib,
    /// Central Indonesia, UTC+8.
    Wita,
    /// Eastern Indonesia, UTC+9.
    Wit,
}

impl Zone {
    /// The zone with this name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Zone> {
        match word {
            "WIB" => Some(Zone::Wib),
            "WITA" => Some(Zone::Wita),
            "WIT" => Some(Zone::Wit),
            _ => None,
        }
    }

    /// The name in use.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Zone::Wib => "WIB",
            Zone::Wita => "WITA",
            Zone::Wit => "WIT",
        }
    }

    /// How many seconds its clocks are ahead of UTC.
    #[must_use]
    pub fn offset(self) -> i64 {
        match self {
            Zone::Wib => 7 * 3600,
            Zone::Wita => 8 * 3600,
            Zone::Wit => 9 * 3600,
        }
    }
}

/// Why a time could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadTime {
    /// Neither a date nor RFC 3339.
    Form,
    /// A day that no calendar has, such as 30 February.
    Day,
    /// A time of day or an offset that no clock shows.
    Clock,
}

impl fmt::Display for BadTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BadTime::Form => "this is neither a date (2024-11-27) nor an RFC 3339 time",
            BadTime::Day => "no calendar has this day",
            BadTime::Clock => "no clock shows this time of day or offset",
        })
    }
}

impl std::error::Error for BadTime {}

/// A civil day, counted from 1970-01-01.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
pub struct Date(i32);

impl Date {
    /// The day of this year, month and day of month, where there is one.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        if !(0..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 || day > days_in(year, month)
        {
            return None;
        }
        // Howard Hinnant's days_from_civil: years begin in March, so that the leap day comes last.
        let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let of_era = shifted - era * 400;
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let of_era_days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        i32::try_from(era * 146_097 + of_era_days - 719_468)
            .ok()
            .map(Date)
    }

    /// Reads `2024-11-27`.
    ///
    /// # Errors
    ///
    /// When the text has another form or names a day that does not exist.
    pub fn parse(text: &str) -> Result<Date, BadTime> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(BadTime::Form);
        }
        let number = |range| digits(bytes, range).ok_or(BadTime::Form);
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        i32::try_from(year)
            .ok()
            .and_then(|year| Date::new(year, month, day))
            .ok_or(BadTime::Day)
    }

    /// Year, month, day of month.
    #[must_use]
    pub fn ymd(self) -> (i32, u32, u32) {
        let days = i64::from(self.0) + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days - era * 146_097;
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (
            i32::try_from(year).unwrap_or(i32::MAX),
            u32::try_from(month).unwrap_or(1),
            u32::try_from(day).unwrap_or(1),
        )
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn days(self) -> i32 {
        self.0
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A moment: an instant, and the civil day in the zone in which it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Moment {
    seconds: i64,
    date: Date,
    day_only: bool,
}

impl Moment {
    /// Reads RFC 3339 (`2024-11-27T06:30:00+07:00`) or a date (`2024-11-27`, the civil day in `zone`). A time of day
    /// without an offset, as some exports write it, is read as the clock of `zone`; seconds may be left out.
    ///
    /// # Errors
    ///
    /// When the text is neither, or names a day or a time of day that does not exist.
    pub fn parse(text: &str, zone: Zone) -> Result<Moment, BadTime> {
        let text = text.trim();
        let Some(day) = text.get(..10) else {
            return Err(BadTime::Form);
        };
        let date = Date::parse(day)?;
        let rest = &text.as_bytes()[10..];
        if rest.is_empty() {
            return Ok(Moment::on(date, zone));
        }
        let Some((b'T' | b't' | b' ', clock)) = rest.split_first() else {
            return Err(BadTime::Form);
        };
        let (of_day, offset) = read_clock(clock)?;
        let seconds = i64::from(date.days()) * 86_400 + of_day - offset.unwrap_or_else(|| zone.offset());
        Ok(Moment {
            seconds,
            date: civil(seconds, zone),
            day_only: false,
        })
    }

    /// The whole civil day `date`; its instant is midnight in `zone`.
    #[must_use]
    pub fn on(date: Date, zone: Zone) -> Moment {
        Moment {
            seconds: i64::from(date.days()) * 86_400 - zone.offset(),
            date,
            day_only: true,
        }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    /// The civil day in the zone in which the moment was read.
    #[must_use]
    pub fn date(self) -> Date {
        self.date
    }

    /// The civil day in this zone. A date without a time of day stays the same day everywhere.
    #[must_use]
    pub fn date_in(self, zone: Zone) -> Date {
        if self.day_only {
            self.date
        } else {
            civil(self.seconds, zone)
        }
    }
}

fn civil(seconds: i64, zone: Zone) -> Date {
    // A four-digit year keeps the day number far inside 32 bits.
    Date(i32::try_from((seconds + zone.offset()).div_euclid(86_400)).unwrap_or(i32::MAX))
}

fn days_in(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The number that these bytes spell, if all of them are there and are digits.
fn digits(bytes: &[u8], range: std::ops::Range<usize>) -> Option<u32> {
    bytes.get(range)?.iter().try_fold(0, |number: u32, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + u32::from(byte - b'0'))
    })
}

/// Reads `06:30`, `06:30:00`, `06:30:00.123`, each with or without `Z` or `+07:00`: seconds of the day, and the offset.
fn read_clock(clock: &[u8]) -> Result<(i64, Option<i64>), BadTime> {
    let two = |at: usize| digits(clock, at..at + 2).map(i64::from).ok_or(BadTime::Form);
    let (hours, minutes) = (two(0)?, two(3)?);
    if clock.get(2) != Some(&b':') {
        return Err(BadTime::Form);
    }
    let mut at = 5;
    let mut seconds = 0;
    if clock.get(at) == Some(&b':') {
        seconds = two(at + 1)?;
        at += 3;
        if clock.get(at) == Some(&b'.') {
            let fraction = clock[at + 1..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            if fraction == 0 {
                return Err(BadTime::Form);
            }
            at += 1 + fraction;
        }
    }
    // 23:59:60 is a leap second, which RFC 3339 allows.
    if hours > 23 || minutes > 59 || seconds > 60 {
        return Err(BadTime::Clock);
    }
    let of_day = hours * 3600 + minutes * 60 + seconds;
    let offset = match clock.get(at) {
        None => return Ok((of_day, None)),
        Some(b'Z' | b'z') if clock.len() == at + 1 => 0,
        Some(sign @ (b'+' | b'-')) if clock.len() == at + 6 && clock[at + 3] == b':' => {
            let (hours, minutes) = (two(at + 1)?, two(at + 4)?);
            if hours > 23 || minutes > 59 {
                return Err(BadTime::Clock);
            }
            let ahead = hours * 3600 + minutes * 60;
            if *sign == b'-' { -ahead } else { ahead }
        }
        Some(_) => return Err(BadTime::Form),
    };
    Ok((of_day, Some(offset)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str, zone: Zone) -> String {
        Moment::parse(text, zone).unwrap().date().to_string()
    }

    #[test]
    fn every_day_of_four_centuries_comes_back() {
        let mut before = Date::new(1799, 12, 31).unwrap();
        for year in 1800..2200 {
            for month in 1..=12 {
                for of_month in 1..=days_in(year, month) {
                    let date = Date::new(year, month, of_month).unwrap();
                    assert_eq!(date.days(), before.days() + 1);
                    assert_eq!(date.ymd(), (year, month, of_month));
                    before = date;
                }
            }
        }
        assert_eq!(Date::new(1970, 1, 1).unwrap().days(), 0);
    }

    #[test]
    fn a_minute_before_and_after_midnight_in_each_zone() {
        // Midnight of voting day, 27 November 2024, as UTC clocks show it.
        for (zone, before, after) in [
            (Zone::Wib, "2024-11-26T16:59:00Z", "2024-11-26T17:01:00Z"),
            (Zone::Wita, "2024-11-26T15:59:00Z", "2024-11-26T16:01:00Z"),
            (Zone::Wit, "2024-11-26T14:59:00Z", "2024-11-26T15:01:00Z"),
        ] {
            assert_eq!(day(before, zone), "2024-11-26", "{}", zone.as_str());
            assert_eq!(day(after, zone), "2024-11-27", "{}", zone.as_str());
        }
        assert_eq!(day("2024-11-26T17:00:00Z", Zone::Wib), "2024-11-27");
        assert_eq!(day("2024-11-26T16:59:59.999Z", Zone::Wib), "2024-11-26");
    }

    #[test]
    fn a_date_alone_is_the_same_day_in_every_zone() {
        let moment = Moment::parse("2024-11-27", Zone::Wit).unwrap();
        assert_eq!(moment.date_in(Zone::Wib).to_string(), "2024-11-27");
        let exact = Moment::parse("2024-11-27T00:30:00+09:00", Zone::Wit).unwrap();
        assert_eq!(exact.date().to_string(), "2024-11-27");
        assert_eq!(exact.date_in(Zone::Wib).to_string(), "2024-11-26");
    }

    #[test]
    fn forms_that_are_read() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1970-01-01t07:00:00+07:00", 0),
            ("1969-12-31 17:00-07:00", 0),
            ("1970-01-01T07:00:00", 0),
            (" 1970-01-01 ", -7 * 3600),
            ("2016-12-31T23:59:60Z", 1_483_228_800),
        ] {
            assert_eq!(
                Moment::parse(text, Zone::Wib).unwrap().seconds(),
                seconds,
                "{text}"
            );
        }
    }

    #[test]
    fn what_cannot_be_a_time_is_refused() {
        for (text, why) in [
            ("", BadTime::Form),
            ("kemarin sore", BadTime::Form),
            ("27-11-2024", BadTime::Form),
            ("2024-11-2७", BadTime::Form),
            ("2024-02-30", BadTime::Day),
            ("2023-02-29", BadTime::Day),
            ("2024-13-01", BadTime::Day),
            ("2024-00-10", BadTime::Day),
            ("2024-11-31T10:00:00Z", BadTime::Day),
            ("2024-11-27T24:00:00Z", BadTime::Clock),
            ("2024-11-27T10:60:00Z", BadTime::Clock),
            ("2024-11-27T10:00:00+25:00", BadTime::Clock),
            ("2024-11-27T10:00:00+0700", BadTime::Form),
            ("2024-11-27T10:00:00.Z", BadTime::Form),
            ("2024-11-27T1:00", BadTime::Form),
            ("2024-11-27T10:00:00Zulu", BadTime::Form),
            ("2024-11-27X10:00:00Z", BadTime::Form),
            ("1732665600", BadTime::Form),
            ("éééééééééé", BadTime::Form),
        ] {
            assert_eq!(Moment::parse(text, Zone::Wib), Err(why), "{text}");
        }
    }
}
