//! How alike the blocks of two editions are, whatever their languages.
//!
//! What two blocks share weighs the more the fewer other blocks have it: a name that stands in every paragraph of a text
//! tells nothing of any of them. How much blocks that answer each other share, and how much others do, differs from text to
//! text; so both are taken from the text itself.

use std::collections::HashMap;

use super::features::Features;
use super::numbers::said;
use super::sequence::Band;
use super::targets::Target;
use super::vocabulary::meanings;
use super::words::{Trace, traces};
use crate::data::Lang;

/// The weight of all that a block holds at which half of its evidence is believed: some five words.
const HALF: f32 = 10.0;

/// What lengths weigh where a block is held to be a part of another: that a paragraph is too short by just the length of its
/// neighbour is rarely chance.
const LENGTH: f32 = 5.0;

/// What it weighs most that a part shares nothing with the whole: a few words may well share none.
const STRANGE: f32 = 0.5;

/// The least difference between blocks that answer each other and others for likeness to say anything.
const LEAST: f32 = 0.06;

/// A hash of something that a block holds, with what it weighs.
type Token = (u64, f32);

/// The blocks of two texts, and what they share.
#[derive(Debug)]
pub struct Likeness {
    band: Band,
    /// What the pairs within the band share, by weight.
    shared: Vec<f32>,
    /// The weight of all that each block holds, on either side.
    held: [Vec<f32>; 2],
    /// Letters of each block.
    lengths: [Vec<f32>; 2],
    /// What blocks share that do not answer each other.
    other: f32,
    /// Above this two blocks rather answer each other than not.
    border: f32,
    /// What blocks share that answer each other, less what others share.
    spread: f32,
    /// Letters of the second text for a letter of the first.
    ratio: f32,
}

/// One text: the features of its blocks and its language.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its blocks.
    pub blocks: &'a [Features],
    /// Its language.
    pub lang: &'a Lang,
}

impl Likeness {
    /// Holds the blocks of two texts against each other, as far as their places differ by little more than the texts'
    /// lengths do. Time grows with the length of the texts, not with its square.
    #[must_use]
    pub fn between(first: Side<'_>, second: Side<'_>) -> Self {
        let sides = [first, second];
        let lengths = sides.map(|side| side.blocks.iter().map(|block| letters(&block.words)).collect::<Vec<_>>());
        let mut tokens = sides.map(|side| {
            let mut words = Words { lang: side.lang, known: HashMap::new() };
            side.blocks.iter().map(|block| tokens(block, &mut words)).collect::<Vec<_>>()
        });
        let blocks = first.blocks.len() + second.blocks.len();
        let holders = Holders::of(&tokens);
        for held in holders.0.chunk_by(|one, other| one.token == other.token) {
            for Holder { side, block, at, .. } in held {
                tokens[*side][*block][*at].1 *= rarity(held.len(), blocks);
            }
        }
        let held =
            tokens.each_ref().map(|side| side.iter().map(|block| block.iter().map(|token| token.1).sum()).collect());
        let band = Band::new(first.blocks.len(), second.blocks.len());
        let shared = holders.shared(blocks, band);
        let total = |side: &Vec<f32>| side.iter().sum::<f32>().max(1.0);
        let ratio = total(&lengths[1]) / total(&lengths[0]);
        let mut likeness = Self { band, shared, held, lengths, other: 0.0, border: 0.0, spread: LEAST, ratio };
        likeness.learn();
        likeness
    }

    /// Takes from the text how much is shared by blocks that answer each other, and how much by others.
    fn learn(&mut self) {
        let (a, b) = (self.held[0].len(), self.held[1].len());
        let (mut best, mut best_of) = (vec![(0.0, None); a], vec![(0.0, None); b]);
        let (mut sum, mut count) = (0.0, 0.0_f32);
        for (i, best) in best.iter_mut().enumerate() {
            for j in self.band.columns(i).filter(|j| *j < b) {
                let alike = self.alike(i, j);
                sum += alike;
                count += 1.0;
                if alike > best.0 {
                    *best = (alike, Some(j));
                }
                if alike > best_of[j].0 {
                    best_of[j] = (alike, Some(i));
                }
            }
        }
        // Each is the other's best: most of these answer each other. A block that is nobody's best may answer nothing.
        let mut mutual: Vec<f32> =
            (0..a).map(|i| best[i].1.filter(|j| best_of[*j].1 == Some(i)).map_or(0.0, |_| best[i].0)).collect();
        mutual.sort_by(f32::total_cmp);
        let among = mutual.iter().sum::<f32>();
        let others = count - mutual.iter().filter(|alike| **alike > 0.0).map(|_| 1.0).sum::<f32>();
        self.other = if others >= 1.0 { ((sum - among) / others).max(0.0) } else { 0.0 };
        let (quarter, middle) = (mutual.get(a / 4).copied(), mutual.get(a / 2).copied());
        self.spread = (middle.unwrap_or(0.0) - self.other).max(LEAST);
        self.border = self.other + 0.6 * (quarter.unwrap_or(0.0) - self.other).max(0.0);
    }

    /// How much two blocks share, from 0 to 1: twice what they share over what they hold.
    #[must_use]
    pub fn alike(&self, i: usize, j: usize) -> f32 {
        let held = self.held[0][i] + self.held[1][j];
        if held > 0.0 { (2.0 * self.shares(i, j) / held).min(1.0) } else { 0.0 }
    }

    fn shares(&self, i: usize, j: usize) -> f32 {
        self.band.at(i, j).map_or(0.0, |at| self.shared[at])
    }

    /// What speaks for two blocks answering each other, above 0, or against it: about 1 for a long pair like most others of
    /// this text, near 0 for blocks that are too short to tell.
    #[must_use]
    pub fn evidence(&self, i: usize, j: usize) -> f32 {
        let belief = belief(self.held[0][i].min(self.held[1][j]));
        let alike = ((self.alike(i, j) - self.border) / self.spread).clamp(-1.0, 2.0);
        belief * alike - 0.4 * self.misfit(self.lengths[0][i], self.lengths[1][j])
    }

    /// Whether two blocks that stand at quite other places answer each other: what a pair in its place need not show. Short
    /// ones must share most of what they hold, and something that few others have.
    #[must_use]
    pub fn is_certain(&self, i: usize, j: usize) -> bool {
        let held = self.held[0][i].min(self.held[1][j]);
        let clear = self.other + 0.4 * self.spread;
        let alike = self.alike(i, j);
        let enough = belief(held) > 0.4 || (alike > 0.3 && self.shares(i, j) > 1.5);
        enough && alike > clear.max(self.border) && alike > 0.1
    }

    /// How much better a block of the second text fits one of the first together with a further one beside it: above 0 if
    /// they are its parts.
    #[must_use]
    pub fn gain_of_split(&self, i: usize, parts: &[usize], further: usize) -> f32 {
        let held = (self.held[0][i], self.held[1][further]);
        let length: f32 = parts.iter().map(|j| self.lengths[1][*j]).sum();
        let lengths = (self.lengths[0][i] * self.ratio, length, self.lengths[1][further]);
        self.gain(held, self.shares(i, further), lengths)
    }

    /// The same for a block of the second text, of which several of the first are parts.
    #[must_use]
    pub fn gain_of_merge(&self, parts: &[usize], j: usize, further: usize) -> f32 {
        let held = (self.held[1][j], self.held[0][further]);
        let length: f32 = parts.iter().map(|i| self.lengths[0][*i] * self.ratio).sum();
        let lengths = (self.lengths[1][j], length, self.lengths[0][further] * self.ratio);
        self.gain(held, self.shares(further, j), lengths)
    }

    /// What speaks for a further block being a part: that its content stands in the whole, and that the lengths fit better
    /// with it than without.
    fn gain(&self, held: (f32, f32), shared: f32, lengths: (f32, f32, f32)) -> f32 {
        let (whole, further) = held;
        let (before, after) = (misfit(lengths.0, lengths.1), misfit(lengths.0, lengths.1 + lengths.2));
        let content = if further > 0.0 {
            let by_chance = self.other * (whole + further) / (2.0 * further);
            let border = (by_chance + self.other + self.spread) / 2.0;
            belief(further) * ((shared / further - border) / self.spread).clamp(-STRANGE, 1.0)
        } else {
            0.0
        };
        content + LENGTH * (before - after)
    }

    /// How badly the lengths of two blocks fit each other, from 0 to 1.
    fn misfit(&self, first: f32, second: f32) -> f32 {
        misfit(first * self.ratio, second)
    }
}

/// How badly two lengths fit, from 0 to 1: not at all if one is some four times the other. Short texts differ more.
fn misfit(first: f32, second: f32) -> f32 {
    let apart = ((first + 20.0) / (second + 20.0)).ln();
    (apart * apart * 0.5).min(1.0)
}

/// How far what a block holds is enough to judge it, from 0 to 1.
fn belief(held: f32) -> f32 {
    held / (held + HALF)
}

/// What tells a block apart: nothing that all have, most what two have.
#[expect(clippy::cast_precision_loss, reason = "the blocks of a text are far below 2^24")]
fn rarity(holders: usize, blocks: usize) -> f32 {
    ((blocks as f32 + 1.0) / holders.max(2) as f32).ln().max(0.0)
}

/// A block that holds a token.
#[derive(Debug, Clone, Copy)]
struct Holder {
    token: u64,
    side: usize,
    block: usize,
    /// The token's place in the block.
    at: usize,
    weight: f32,
}

/// The blocks that hold each token, by token, then by side and place in the text.
struct Holders(Vec<Holder>);

impl Holders {
    fn of(tokens: &[Vec<Vec<Token>>; 2]) -> Self {
        let mut holders = Vec::with_capacity(tokens.iter().flatten().map(Vec::len).sum());
        for (side, blocks) in tokens.iter().enumerate() {
            for (block, held) in blocks.iter().enumerate() {
                let held = held.iter().enumerate();
                holders.extend(held.map(|(at, (token, weight))| Holder {
                    token: *token,
                    side,
                    block,
                    at,
                    weight: *weight,
                }));
            }
        }
        holders.sort_unstable_by_key(|holder| (holder.token, holder.side, holder.block));
        Self(holders)
    }

    /// What the pairs of blocks within a band share, by weight; `blocks` is how many both texts have.
    fn shared(&self, blocks: usize, band: Band) -> Vec<f32> {
        let mut shared = vec![0.0; band.cells()];
        for held in self.0.chunk_by(|one, other| one.token == other.token) {
            let (first, second) = held.split_at(held.partition_point(|holder| holder.side == 0));
            let rarity = rarity(held.len(), blocks);
            for Holder { block: i, weight, .. } in first {
                let columns = band.columns(*i);
                let from = second.partition_point(|holder| holder.block < *columns.start());
                for other in second[from..].iter().take_while(|holder| columns.contains(&holder.block)) {
                    if let Some(at) = band.at(*i, other.block) {
                        shared[at] += weight.min(other.weight) * rarity;
                    }
                }
            }
        }
        shared
    }
}

/// What the words of a text tell another language. A word is looked at once, however often it stands there.
struct Words<'a> {
    lang: &'a Lang,
    known: HashMap<&'a str, Vec<Token>>,
}

impl<'a> Words<'a> {
    fn tokens(&mut self, word: &'a str) -> &[Token] {
        let lang = self.lang;
        self.known.entry(word).or_insert_with(|| {
            let meanings = meanings(&word.to_lowercase(), lang);
            let meanings = meanings.into_iter().map(|meaning| (hash("means", &meaning.to_string()), 1.2));
            let traces = traces(word).into_iter().map(|trace| match trace {
                Trace::Name(name) => (hash("name", &name), 1.5),
                Trace::Stem(stem) => (hash("stem", &stem), 1.0),
                Trace::Root(root) => (hash("root", &root), 0.5),
            });
            meanings.chain(traces).collect()
        })
    }
}

/// What a block holds that another language would have too, each once, with the most that it weighs.
fn tokens<'a>(block: &'a Features, words: &mut Words<'a>) -> Vec<Token> {
    let lang = words.lang;
    let mut tokens: Vec<Token> = Vec::new();
    let mut add = |kind: &str, text: &str, weight: f32| tokens.push((hash(kind, text), weight));
    for (citation, _) in &block.citations {
        add("cites", citation, 2.0);
        add("cites", citation.split(',').next().unwrap_or_default(), 2.0);
    }
    for (figure, _) in &block.figures {
        add("figure", figure, if figure.len() > 1 { 2.0 } else { 1.0 });
    }
    for number in said(&block.words, lang).iter().filter(|number| number.as_str() > "1" && *number != "1") {
        add("figure", number, 1.0);
    }
    for target in &block.targets {
        let address = Target::parse(target, lang);
        add("link", &address.everywhere(), 2.0);
        add("site", address.site(), 1.0);
    }
    for sign in &block.signs {
        add("sign", sign, 2.0);
    }
    for file in &block.files {
        add("file", file, 3.0);
    }
    for label in &block.notes_called {
        add("note", label, 1.0);
    }
    for word in block.words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        tokens.extend_from_slice(words.tokens(word));
    }
    tokens.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
    tokens.dedup_by_key(|token| token.0);
    tokens
}

/// FNV-1a: the same on every machine, and good enough for words.
fn hash(kind: &str, text: &str) -> u64 {
    let bytes = kind.bytes().chain([0]).chain(text.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[expect(clippy::cast_precision_loss, reason = "the length of a block is far below 2^24")]
fn letters(words: &str) -> f32 {
    words.chars().filter(|c| !c.is_whitespace()).count() as f32
}
