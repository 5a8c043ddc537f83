//! When posts were written, as a report shows and counts it.

use netra::law::{Date, Moment, Zone};

/// The day, and the time of day where it is known, on the clock of the region; none where nobody can read it.
pub(crate) fn shown(text: &str, zone: Zone) -> Option<String> {
    let moment = Moment::parse(text, zone).ok()?;
    let day = written(moment.date_in(zone).days());
    if text.trim().len() == 10 {
        return Some(day);
    }
    let minute = (moment.seconds() + zone.offset()).rem_euclid(86_400) / 60;
    Some(format!("{day} {:02}:{:02}", minute / 60, minute % 60))
}

/// The days of a run, cut into at most about sixty equal parts: days, weeks or months.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Parts {
    /// `day`, `week` or `month`.
    pub(crate) unit: &'static str,
    /// The first day of each part.
    pub(crate) starts: Vec<String>,
}

/// Cuts the time from the first to the last of these days, which begin with `YYYY-MM-DD`.
pub(crate) fn parts<'d>(days: impl Iterator<Item = &'d str>) -> Parts {
    const MOST: i32 = 62;
    let days: Vec<i32> = days
        .filter_map(|day| Date::parse(day.get(..10)?).ok())
        .map(Date::days)
        .collect();
    let (Some(&first), Some(&last)) = (days.iter().min(), days.iter().max()) else {
        return Parts::default();
    };
    // 1 January 1970 was a Thursday.
    let monday = |day: i32| day - (day + 3).rem_euclid(7);
    if last - first < MOST {
        return Parts {
            unit: "day",
            starts: (first..=last).map(written).collect(),
        };
    }
    if monday(last) - monday(first) < 7 * MOST {
        return Parts {
            unit: "week",
            starts: (monday(first)..=last).step_by(7).map(written).collect(),
        };
    }
    let month = |day: i32| {
        let (year, month, _) = civil(day);
        year * 12 + month - 1
    };
    let (first, last) = (month(first), month(last));
    // Months of centuries, from one impossible date, would be a chart of nothing.
    let step = usize::try_from((last - first) / 120 + 1).unwrap_or(1);
    let start = |month: i32| format!("{:04}-{:02}-01", month.div_euclid(12), month.rem_euclid(12) + 1);
    Parts {
        unit: "month",
        starts: (first..=last).step_by(step).map(start).collect(),
    }
}

fn written(day: i32) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Year, month and day of a number of days since 1 January 1970, in the Gregorian calendar. Years are counted from
/// 1 March, so that the leap day comes last.
fn civil(days: i32) -> (i32, i32, i32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    (year + era * 400 + i32::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_library() {
        for day in (-200_000..200_000).step_by(13) {
            let (year, month, of_month) = civil(day);
            let date = Date::new(year, month.unsigned_abs(), of_month.unsigned_abs());
            assert_eq!(date.map(Date::days), Some(day), "{year}-{month}-{of_month}");
        }
    }

    #[test]
    fn a_time_is_shown_on_the_clock_of_the_region() {
        let shown = |text: &str| shown(text, Zone::Wita);
        assert_eq!(shown("2031-10-01"), Some("2031-10-01".to_owned()));
        assert_eq!(
            shown("2031-10-01T23:30:00+07:00"),
            Some("2031-10-02 00:30".to_owned())
        );
        assert_eq!(shown("2031-10-01 07:05"), Some("2031-10-01 07:05".to_owned()));
        assert_eq!(shown("kemarin"), None);
    }

    #[test]
    fn long_runs_are_cut_into_weeks_and_months() {
        let cut = |first: &str, last: &str| {
            let parts = parts([last, first].into_iter());
            (
                parts.unit,
                parts.starts.len(),
                parts.starts.first().cloned().unwrap_or_default(),
            )
        };
        assert_eq!(
            cut("2031-10-01", "2031-10-03 10:00"),
            ("day", 3, "2031-10-01".to_owned())
        );
        assert_eq!(
            cut("2031-10-01", "2031-12-31"),
            ("week", 14, "2031-09-29".to_owned())
        );
        assert_eq!(
            cut("2029-10-05", "2031-12-31"),
            ("month", 27, "2029-10-01".to_owned())
        );
        assert!(cut("0001-01-01", "9999-12-31").1 <= 122);
        assert_eq!(parts(std::iter::empty()), Parts::default());
    }
}
