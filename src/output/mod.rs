//! What reaches a stream: formats, tables, colours, and the door that foreign text passes.
