//! Settings and credentials: the file, the variables, the flags, and which of them wins.
