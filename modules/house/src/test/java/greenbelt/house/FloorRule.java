package greenbelt.house;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a room's descriptor must be like.
final class FloorRule {
    private static final String PREFIX = "greenbelt.";

    private FloorRule() {}

    /// What is wrong with the descriptor of the room of this name, one sentence each.
    static List<String> faults(String room, ModuleDescriptor descriptor) {
        var faults = new ArrayList<String>();
        var expected = PREFIX + room.replace('-', '.');
        if (!descriptor.name().equals(expected)) {
            faults.add("%s is named %s, not %s".formatted(room, descriptor.name(), expected));
        }
        if (descriptor.isOpen()) {
            faults.add(room + " is an open module");
        }
        for (var export : descriptor.exports()) {
            if (!export.source().equals(expected)
                    && !isPartOfSuite(room, export)
                    && !isForJsonOnly(export)) {
                faults.add(room + " exports " + export.source() + ", not only " + expected);
            }
        }
        var floor = Floors.floorOf(room).orElse(null);
        if (floor == null && !Floors.isAside(room)) {
            faults.add(room + " stands on no floor: add it to the table in Floors");
        }
        descriptor.requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .filter(name -> name.startsWith(PREFIX))
                .sorted()
                .forEach(required -> addFault(room, floor, required, faults));
        return faults;
    }

    /// A suite shows its packages one by one.
    private static boolean isPartOfSuite(String room, ModuleDescriptor.Exports export) {
        return Floors.isSuite(room)
                && export.source().startsWith(PREFIX + room.replace('-', '.') + ".");
    }

    /// What is written as JSON has to be seen by the room that writes it.
    private static boolean isForJsonOnly(ModuleDescriptor.Exports export) {
        return export.targets().equals(Set.of(PREFIX + "json"));
    }

    private static void addFault(
            String room, @Nullable Integer floor, String required, List<String> faults) {
        var other = required.substring(PREFIX.length()).replace('.', '-');
        var otherFloor = Floors.floorOf(other).orElse(null);
        if (otherFloor == null) {
            faults.add("%s requires %s, which stands on no floor".formatted(room, other));
        } else if (floor != null && otherFloor >= floor) {
            faults.add(
                    "%s (floor %d) requires %s (floor %d)"
                            .formatted(room, floor, other, otherFloor));
        }
    }
}
