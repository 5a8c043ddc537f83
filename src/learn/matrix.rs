//! Features of all rows, stored by column.

/// The features of one post.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Number and value of each feature that is not zero. A number that comes twice adds up.
    pub features: Vec<(u32, f32)>,
    /// What must not be split by cross-validation: the source.
    pub group: u32,
}

/// The features of all posts, by feature. Built once, used for every output.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    groups: Vec<u32>,
    /// Where each column begins in `cells`; one more entry than columns.
    starts: Vec<usize>,
    /// Row and value, by column, rows ascending.
    cells: Vec<(u32, f32)>,
}

impl Matrix {
    /// Stores the rows. There are as many columns as the largest feature number asks for, and at least `columns`.
    /// Values that are zero or no number are left out; rows beyond 2³² are, too.
    #[must_use]
    pub fn new(rows: &[Row], columns: usize) -> Matrix {
        let kept = || {
            (0..u32::MAX).zip(rows).flat_map(|(at, row)| {
                let cells = row.features.iter();
                cells
                    .filter(|(_, value)| value.is_finite() && *value != 0.0)
                    .map(move |&(feature, value)| (feature as usize, at, value))
            })
        };
        let columns = kept()
            .map(|(feature, ..)| feature + 1)
            .max()
            .unwrap_or(0)
            .max(columns);
        let mut starts = vec![0; columns + 1];
        for (feature, ..) in kept() {
            starts[feature + 1] += 1;
        }
        for column in 0..columns {
            starts[column + 1] += starts[column];
        }
        let mut next = starts.clone();
        let mut cells = vec![(0, 0.0); starts[columns]];
        for (feature, row, value) in kept() {
            cells[next[feature]] = (row, value);
            next[feature] += 1;
        }
        Matrix {
            groups: rows.iter().map(|row| row.group).collect(),
            starts,
            cells,
        }
    }

    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.groups.len()
    }

    /// How many columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The group of each row.
    #[must_use]
    pub fn groups(&self) -> &[u32] {
        &self.groups
    }

    /// The rows in which a feature is not zero, with its value, in the rows' order.
    pub fn column(&self, column: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = match (self.starts.get(column), self.starts.get(column + 1)) {
            (Some(&start), Some(&end)) => start..end,
            _ => 0..0,
        };
        self.cells[range]
            .iter()
            .map(|&(row, value)| (row as usize, f64::from(value)))
    }

    /// The sum of weight times value of every row, plus `intercept`. Missing weights count as zero.
    #[must_use]
    pub fn margins(&self, weights: &[f64], intercept: f64) -> Vec<f64> {
        let mut margins = vec![intercept; self.rows()];
        for (column, &weight) in weights.iter().enumerate() {
            if weight != 0.0 {
                for (row, value) in self.column(column) {
                    margins[row] += weight * value;
                }
            }
        }
        margins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_hold_what_rows_say() {
        let row = |features: &[(u32, f32)]| Row {
            features: features.to_vec(),
            group: 0,
        };
        let matrix = Matrix::new(
            &[
                row(&[(2, 1.0), (0, 3.0)]),
                row(&[]),
                row(&[(2, 2.0), (1, f32::NAN)]),
            ],
            5,
        );
        assert_eq!((matrix.rows(), matrix.columns()), (3, 5));
        assert_eq!(matrix.column(2).collect::<Vec<_>>(), [(0, 1.0), (2, 2.0)]);
        assert_eq!(matrix.column(1).count(), 0);
        assert_eq!(matrix.column(99).count(), 0);
        assert_eq!(matrix.margins(&[1.0, 9.0, 10.0], 0.5), [13.5, 0.5, 20.5]);
    }
}
