//! What is known about warm pools: sizes, references, changes that survive lost answers. No clap, no printing.
