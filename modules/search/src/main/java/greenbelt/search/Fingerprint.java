package greenbelt.search;

import greenbelt.contract.Api.OrderView;
import greenbelt.simulator.Simulator;
import greenbelt.world.VirtualWorld;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What tells one run from another, in few bytes.
///
/// The number of steps and the time are enough to tell almost any two runs apart, since each step takes a seeded while;
/// the orders, the violations and the counts of traces are there in case they are not.
final class Fingerprint {
    private Fingerprint() {}

    static String of(Simulator system, List<OrderView> orders, List<Violation> violations) {
        var digest = sha256();
        var world = (VirtualWorld) system.world();
        add(digest, world.now() + " " + world.steps());
        add(digest, system.traces().stats().toString());
        orders.forEach(order -> add(digest, order.toString()));
        violations.forEach(violation -> add(digest, violation.toString()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
