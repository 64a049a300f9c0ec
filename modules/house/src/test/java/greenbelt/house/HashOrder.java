package greenbelt.house;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where the order of a hash table can be seen: it hangs on the start of the JVM, on capacity, on identity.
///
/// A class may look up in such a collection whatever it likes. It shows the order when it also walks over a map or a
/// set, returns one, or hands one to another class. Which of its collections that is, bytecode does not tell; so a class
/// that shows the order of one has none in hash order. Nobody has a `Map.of` with several entries.
final class HashOrder {
    /// Mostly made to be printed at once, as JSON for one; its order changes with every start of the JVM.
    private static final Pattern MAP_OF_SEVERAL =
            Pattern.compile("java\\.util\\.Map\\.of\\((java\\.lang\\.Object, ){3}.*");

    private static final Pattern MAKES_MAP =
            Pattern.compile(
                    "java\\.util\\.(HashMap|IdentityHashMap|WeakHashMap|Hashtable"
                            + "|concurrent\\.ConcurrentHashMap)\\.<init>\\(.*"
                            + "|java\\.util\\.Map\\.(ofEntries|copyOf)\\(.*"
                            + "|java\\.util\\.stream\\.Collectors"
                            + "\\.(toUnmodifiableMap|toConcurrentMap|groupingByConcurrent)\\(.*"
                            + "|java\\.util\\.stream\\.Collectors\\.toMap"
                            + "\\(java\\.util\\.function\\.Function, java\\.util\\.function\\.Function"
                            + "(, java\\.util\\.function\\.BinaryOperator)?\\)"
                            + "|java\\.util\\.stream\\.Collectors\\.groupingBy\\("
                            + "java\\.util\\.function\\.Function(, java\\.util\\.stream\\.Collector)?\\)");
    private static final Pattern MAKES_SET =
            Pattern.compile(
                    "java\\.util\\.HashSet\\.<init>\\(.*"
                            + "|java\\.util\\.concurrent\\.ConcurrentHashMap\\.newKeySet\\(.*"
                            + "|java\\.util\\.Collections\\.newSetFromMap\\(.*"
                            + "|java\\.util\\.Set\\.of\\(java\\.lang\\.Object(, .*|\\[\\]\\))"
                            + "|java\\.util\\.Set\\.copyOf\\(.*"
                            + "|java\\.util\\.stream\\.Collectors\\.(toSet|toUnmodifiableSet)\\(.*");

    private static final String MAP =
            "java\\.util\\.(Map|HashMap|concurrent\\.Concurrent(Hash)?Map)";
    private static final String SET =
            "java\\.util\\.(Set|HashSet|Collection)|java\\.lang\\.Iterable";
    private static final Pattern VIEWS = Pattern.compile(MAP + "\\.(keySet|values|entrySet)\\(.*");
    private static final Pattern WALKS_MAP =
            Pattern.compile(MAP + "\\.(forEach|replaceAll|keys|elements|toString)\\(.*");
    private static final Pattern WALKS_SET =
            Pattern.compile(
                    "(" + SET + ")\\.(iterator|stream|forEach|spliterator|toArray|toString)\\(.*");
    private static final Pattern TAKES_MAP = taking(MAP);
    private static final Pattern TAKES_SET = taking(SET);

    /// Calls that take a collection and let nobody see its order.
    private static final Pattern KEEPS_IT =
            Pattern.compile(
                    ".*\\.(contains|containsAll|removeAll|retainAll)\\(.*"
                            + "|java\\.util\\.(Hash|Tree)(Map|Set)\\..*"
                            + "|java\\.util\\.(Map|Set)\\.copyOf\\(.*");

    private HashOrder() {}

    private static Pattern taking(String collection) {
        return Pattern.compile(".*[( ](" + collection + ")[,)].*");
    }

    /// How a class shows it; nothing when it does not.
    static Stream<String> shownBy(ClassFacts facts) {
        var walksSet = shownBy(facts, WALKS_SET, TAKES_SET, SET);
        var walksMap =
                Stream.concat(
                                shownBy(facts, WALKS_MAP, TAKES_MAP, MAP).stream(),
                                uses(facts, VIEWS).findAny().isPresent()
                                        ? walksSet.stream()
                                        : Stream.empty())
                        .toList();
        return Stream.of(
                        uses(facts, MAP_OF_SEVERAL),
                        together(uses(facts, MAKES_MAP), walksMap),
                        together(uses(facts, MAKES_SET), walksSet))
                .flatMap(ways -> ways);
    }

    private static List<String> shownBy(
            ClassFacts facts, Pattern walks, Pattern takes, String collection) {
        var givesAway =
                uses(facts, takes)
                        .filter(member -> !member.startsWith(facts.name() + "."))
                        .filter(member -> !KEEPS_IT.matcher(member).matches());
        var returns =
                facts.returned().stream()
                        .filter(type -> type.matches(collection))
                        .map("returns "::concat);
        return Stream.of(uses(facts, walks), givesAway, returns).flatMap(ways -> ways).toList();
    }

    private static Stream<String> uses(ClassFacts facts, Pattern pattern) {
        return facts.members().stream().filter(member -> pattern.matcher(member).matches());
    }

    private static Stream<String> together(Stream<String> makers, List<String> ways) {
        return makers.flatMap(maker -> ways.stream().map(way -> maker + " and " + way));
    }
}
