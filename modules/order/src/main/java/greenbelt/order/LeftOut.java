package greenbelt.order;

/// An order that is not in a past that was taken from the log, because its events cannot be read, or cannot have happened.
///
/// @param order its number; the name of its stream when not even that can be read
/// @param reason which event it is, and what is wrong with it
public record LeftOut(String order, String reason) {
    @Override
    public String toString() {
        return "%s is left out: %s".formatted(order, reason);
    }
}
