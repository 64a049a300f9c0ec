package greenbelt.fault;

import java.util.OptionalLong;

/// Something that a fault may strike.
///
/// @param edge where it takes place: a target of one direction
/// @param cause the same in each run of a virtual world, and no other's there
/// @param position of a message in its topic, where it is about one
record Operation(Target edge, String cause, OptionalLong position) {
    static Operation of(Target edge, String cause) {
        return new Operation(edge, cause, OptionalLong.empty());
    }
}
