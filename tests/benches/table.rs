//! The table that is printed at the end.

/// Rows so far.
#[derive(Default, Debug)]
pub struct Table(Vec<[String; 5]>);

impl Table {
    /// A time beside that of a yardstick.
    pub fn seconds(&mut self, what: &str, took: f64, yardstick: &str, needs: f64) {
        self.row(what, time(took), yardstick, time(needs), took / needs);
    }

    /// An amount beside that of a yardstick.
    pub fn bytes(&mut self, what: &str, amount: u64, yardstick: &str, other: u64) {
        let ratio = amount as f64 / other as f64;
        self.row(what, size(amount), yardstick, size(other), ratio);
    }

    fn row(&mut self, what: &str, own: String, yardstick: &str, other: String, ratio: f64) {
        eprintln!("{what}: {own}; {yardstick}: {other}; ratio {ratio:.3}");
        self.0.push([what.to_owned(), own, yardstick.to_owned(), other, format!("{ratio:.3}")]);
    }

    /// Writes the table as Markdown.
    pub fn print(&self) {
        println!("| figure | measured | yardstick | measured | ratio |\n|---|--:|---|--:|--:|");
        for row in &self.0 {
            println!("| {} |", row.join(" | "));
        }
    }
}

fn time(seconds: f64) -> String {
    if seconds < 0.1 { format!("{:.2} ms", seconds * 1e3) } else { format!("{seconds:.2} s") }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..10_240 => format!("{bytes} B"),
        10_240..10_485_760 => format!("{} KiB", bytes / 1024),
        _ => format!("{} MiB", bytes / 1024 / 1024),
    }
}
