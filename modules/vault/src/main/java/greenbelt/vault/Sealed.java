package greenbelt.vault;

import java.util.UUID;

/// A text that only its person's key opens. It can be written into a log, a message or a backup, and shown to anybody.
///
/// @param key which key, by its id
/// @param text nonce, cipher text and tag, in Base64
public record Sealed(UUID key, String text) {}
