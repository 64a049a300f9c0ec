package greenbelt.house;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which floor each room stands on. A room requires only rooms of lower floors.
final class Floors {
    private static final List<List<String>> FLOORS =
            List.of(
                    List.of("world", "event", "disk", "json"),
                    List.of("bus", "eventstore", "http", "database", "workload"),
                    List.of(
                            "telemetry",
                            "fault",
                            "outbox",
                            "vault",
                            "contract",
                            "token",
                            "certificate",
                            "metrics",
                            "http-helidon",
                            "http-client",
                            "bus-chronicle",
                            "eventstore-jdbc",
                            "eventstore-journal",
                            "projection"),
                    List.of("user", "order", "inventory", "gateway", "shard"),
                    List.of("simulator", "view"),
                    List.of("command", "expect", "search"),
                    List.of("lab", "kata"),
                    List.of("notebook"),
                    List.of("console"));

    /// Rooms that nobody of the house requires except tests.
    private static final List<String> ASIDE =
            List.of("katas", "testkit", "specification", "house", "bench");

    /// Rooms of several packages, each of which others may use.
    private static final List<String> SUITES = List.of("shard", "command");

    private static final Map<String, Integer> FLOOR_OF = floorOf();

    private Floors() {}

    static Optional<Integer> floorOf(String room) {
        return Optional.ofNullable(FLOOR_OF.get(room));
    }

    static boolean isSuite(String room) {
        return SUITES.contains(room);
    }

    static boolean isAside(String room) {
        return ASIDE.contains(room);
    }

    private static Map<String, Integer> floorOf() {
        var found = new TreeMap<String, Integer>();
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            for (var room : FLOORS.get(floor)) {
                found.put(room, floor);
            }
        }
        return found;
    }
}
