package greenbelt.projection;

import java.util.Optional;

/// A version of a projection's tables, as its row tells it.
///
/// @param version from 1
/// @param position of the last event that is in it: the checkpoint
/// @param target where the log ended when the version was begun
/// @param halted why it takes no more events, if it does not
record Version(
        String projection,
        long version,
        Role role,
        long position,
        long target,
        Optional<String> halted) {

    /// What the version is for; stored by name.
    enum Role {
        /// The readers' version.
        CURRENT,
        /// The version that is being built, and then follows, until it is switched to.
        NEXT,
        /// The readers' version before the last switch: dropped when nobody can be reading it any more.
        RETIRED,
        /// A version that was given up: its tables are gone, and its number is not used again.
        CANCELLED,
        /// Not a version, but how far the projections have come that follow together.
        FOLLOWERS
    }

    boolean is(Role wanted) {
        return role == wanted;
    }

    boolean follows() {
        return role == Role.CURRENT && halted.isEmpty();
    }

    Tables tables() {
        return new Tables(version);
    }

    Version as(Role newRole) {
        return new Version(projection, version, newRole, position, target, halted);
    }

    Version at(long newPosition) {
        return new Version(projection, version, role, newPosition, target, halted);
    }

    Version because(String reason) {
        return new Version(projection, version, role, position, target, Optional.of(reason));
    }
}
