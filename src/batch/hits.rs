//! What the comparison of files finds: hits of a few bytes each, worded later.

/// What is wrong with, or to be said of, one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The record it names does not exist.
    Missing,
    /// It names a record of another import.
    OtherLevel,
    /// The row it names has other values in the fields that should agree.
    Disagrees,
    /// The row it names is a group, so a further field is needed.
    NeedsMore,
    /// The record it names is spelled in another way.
    Spelled,
    /// Following the references leads back to it.
    Circle,
    /// Its key is used at a higher level.
    Taken,
    /// Its combination of values is used in another file of the import.
    Combined,
    /// Its block is opened on another sheet of the table already.
    Opened,
    /// Its key differs from another by zeros at the start.
    Zeros,
    /// It breaks a rule together with a record of another file.
    Together,
}

/// The other side of a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Other {
    /// There is none.
    Nobody,
    /// A record, by its number across all files.
    Record(u32),
    /// The list of an import, by index into the definitions of the session.
    Server(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) record: u32,
    pub(super) kind: Kind,
    /// The link; for `Taken`, `Combined`, `Opened` and `Zeros` the shared key, for `Together` the rule.
    pub(super) about: u32,
    pub(super) other: Other,
}

/// Why references could not be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    /// No file of that import is there.
    File,
    /// The file is there, but in error as a whole, or could not be read to its end.
    Part,
}

/// A link that was not checked: how many records it is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unchecked {
    pub(super) file: usize,
    pub(super) link: usize,
    pub(super) count: u64,
    pub(super) lack: Lack,
}

/// All that was found.
#[derive(Default)]
pub(super) struct Resolved {
    /// By file, in the order of the records.
    pub(super) hits: Vec<Vec<Hit>>,
    /// By file, link and record: the place in the index of the record it names.
    pub(super) places: Vec<Vec<Vec<u32>>>,
    pub(super) unchecked: Vec<Unchecked>,
    /// File, field, how many of its records exist on the server.
    pub(super) updates: Vec<(usize, usize, u64)>,
}
