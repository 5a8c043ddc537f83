//! Blocks: which bytes of a post are letters, capitals, or the same letter as the byte before.
//!
//! The one room that speaks to the processor directly. It answers three yes-or-no questions about every byte, 64 bytes
//! at a time, as bit masks; everything that is decided about a post is decided elsewhere. The answers are the same on
//! every [`Path`], which a property test holds.

mod portable;
#[cfg(target_arch = "x86_64")]
mod x86;

/// How blocks are read: the fastest way that the processor knows, or one chosen for measuring and testing.
///
/// All paths give the same verdicts, byte for byte; they differ in speed only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Path {
    /// The fastest of the others that the processor at hand offers.
    #[default]
    Fastest,
    /// 64 bytes a step: x86-64 with AVX-512 (F and BW).
    Avx512,
    /// 32 bytes a step: x86-64 with AVX2.
    Avx2,
    /// Eight bytes a step, in plain integers, on every machine.
    Portable,
}

impl Path {
    /// Every path, the fastest first.
    pub const ALL: [Path; 3] = [Path::Avx512, Path::Avx2, Path::Portable];

    /// Reads the word used on the command line.
    #[must_use]
    pub fn parse(word: &str) -> Option<Path> {
        Some(match word {
            "fastest" => Path::Fastest,
            "avx512" => Path::Avx512,
            "avx2" => Path::Avx2,
            "portable" => Path::Portable,
            _ => return None,
        })
    }

    /// The word used on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Path::Fastest => "fastest",
            Path::Avx512 => "avx512",
            Path::Avx2 => "avx2",
            Path::Portable => "portable",
        }
    }

    /// Whether the processor at hand can go this way.
    #[must_use]
    pub fn is_available(self) -> bool {
        match self {
            Path::Fastest | Path::Portable => true,
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 => is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw"),
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => is_x86_feature_detected!("avx2"),
            #[cfg(not(target_arch = "x86_64"))]
            Path::Avx512 | Path::Avx2 => false,
        }
    }

    /// The path that is gone: this one where the processor can, else the fastest one that it can.
    #[must_use]
    pub fn resolved(self) -> Path {
        if self != Path::Fastest && self.is_available() {
            return self;
        }
        Path::ALL
            .into_iter()
            .find(|path| path.is_available())
            .unwrap_or(Path::Portable)
    }
}

/// Bytes in a block.
pub(crate) const SIZE: usize = 64;

/// What the bytes of a block are; bit *i* is byte *i*. Bytes beyond the end are nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    /// Letters of ASCII.
    pub(crate) letters: u64,
    /// Capital letters of ASCII.
    pub(crate) capitals: u64,
    /// The same byte as the one before it, capitals read as small letters.
    pub(crate) twins: u64,
}

impl Block {
    /// What the bytes are from the one with this number on, less than [`SIZE`]; nothing beyond the end.
    #[inline]
    pub(crate) fn behind(self, bytes: usize) -> Block {
        Block {
            letters: self.letters >> bytes,
            capitals: self.capitals >> bytes,
            twins: self.twins >> bytes,
        }
    }
}

/// The blocks of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Blocks {
    blocks: Vec<Block>,
}

impl Blocks {
    /// Reads `bytes`, replacing what was held. `path` must be [resolved](Path::resolved).
    pub(crate) fn read(&mut self, path: Path, bytes: &[u8]) {
        // One block more than is filled, so that a window may always look into the next one.
        let count = bytes.len() / SIZE + 2;
        self.blocks.clear();
        self.blocks.resize(count, Block::default());
        match path {
            #[cfg(target_arch = "x86_64")]
            Path::Avx512 if Path::Avx512.is_available() => x86::avx512(bytes, &mut self.blocks),
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 if Path::Avx2.is_available() => x86::avx2(bytes, &mut self.blocks),
            _ => portable::read(bytes, &mut self.blocks),
        }
    }

    /// What the 64 bytes from `at` on are; nothing beyond the end.
    #[inline]
    pub(crate) fn window(&self, at: usize) -> Block {
        let (block, bit) = (at / SIZE, (at % SIZE) as u32);
        let Some([here, next]) = self.blocks.get(block..block + 2) else {
            return Block::default();
        };
        let join = |here: u64, next: u64| (here >> bit) | ((next << 1) << (63 - bit));
        Block {
            letters: join(here.letters, next.letters),
            capitals: join(here.capitals, next.capitals),
            twins: join(here.twins, next.twins),
        }
    }
}

#[cfg(test)]
mod tests;
