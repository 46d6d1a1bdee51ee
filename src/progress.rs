//! How a run tells what it is doing, to whoever wants to show it. The library itself shows nothing.

/// An observer of a run; called from several threads.
pub trait Progress: Sync {
    /// A stage begins (`reading`, `checking`, `writing`); `steps` is how many there will be.
    fn stage(&self, name: &'static str, steps: usize);

    /// Work on one item of the stage (a file, a check, a sheet) begins, on the calling thread.
    fn step(&self, item: &str);
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn stage(&self, _name: &'static str, _steps: usize) {}

    fn step(&self, _item: &str) {}
}
