package greenbelt.simulator;

import java.util.Optional;

/// How those who run the gateway ask it.
///
/// @param url where, on loopback
/// @param key whoever shows it is answered; made anew at each start of the gateway
/// @param writable whether routes can be loaded there
/// @param gateway where the gateway itself is reached
/// @param certificate the file to trust, where the gateway made its own certificate
public record AdminAccess(
        String url, String key, boolean writable, String gateway, Optional<String> certificate) {}
