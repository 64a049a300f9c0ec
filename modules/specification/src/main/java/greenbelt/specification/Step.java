package greenbelt.specification;

import java.util.List;
import java.util.function.Predicate;

/// Something that a saga takes from somebody else, and gives back when it does not come to its end: credit, stock.
///
/// @param name what is taken, such as `credit`
/// @param asked the event that says that it is asked for
/// @param refused the event that says that there is none
/// @param givenBack the event that says that it has been given back
/// @param <E> the saga's events
public record Step<E>(
        String name, Predicate<E> asked, Predicate<E> refused, Predicate<E> givenBack) {
    /// A step whose events are told by their class.
    public static <E> Step<E> of(
            String name,
            Class<? extends E> asked,
            Class<? extends E> refused,
            Class<? extends E> givenBack) {
        return new Step<>(name, asked::isInstance, refused::isInstance, givenBack::isInstance);
    }

    /// Where the step stands after these events.
    Standing after(List<E> events) {
        var standing = Standing.UNTOUCHED;
        for (var event : events) {
            if (asked.test(event)) {
                standing = Standing.TAKEN;
            } else if (refused.test(event)) {
                standing = Standing.REFUSED;
            } else if (givenBack.test(event)) {
                standing = Standing.GIVEN_BACK;
            }
        }
        return standing;
    }

    /// Where a step stands.
    enum Standing {
        UNTOUCHED("was not asked for"),
        TAKEN("is taken, or may be"),
        REFUSED("was refused"),
        GIVEN_BACK("was given back");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        boolean holdsNothing() {
            return this != TAKEN;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
