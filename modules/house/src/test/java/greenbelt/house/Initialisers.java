package greenbelt.house;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where the initialisers of classes lead: every call of theirs, and of those they call, lambdas included.
///
/// An initialiser must not wait, since a virtual thread keeps its carrier meanwhile, and so does each that waits for the
/// class; see `docs/decisions/0013-more-carriers-than-cores.md`. A call through an interface is followed no further, so what
/// waits is named by the interfaces.
final class Initialisers {
    private static final Pattern WAITS =
            Pattern.compile(
                    "greenbelt/world/World\\.(sleep|rest|step|undivided|enter|close)\\(.*"
                            + "|greenbelt/world/Gate\\.\\w+\\(.*"
                            + "|java/util/concurrent/locks/\\w+\\.(lock|await|park)\\w*\\(.*"
                            + "|java/util/concurrent/\\w+\\.(get|join|await|take|put)\\(.*"
                            + "|java/lang/Thread\\.(sleep|join)\\(.*"
                            + "|java/lang/Object\\.wait\\(.*");

    /// What each method of the house calls, by its class, name and parameters.
    private final Map<String, List<String>> calls = new TreeMap<>();

    private Initialisers() {}

    /// Says of each initialiser of these classes that can wait which way leads there; nothing of the others.
    static List<String> thatWait(List<Path> classes) {
        var house = new Initialisers();
        classes.forEach(file -> house.add(ClassFile.of().parse(House.bytes(file))));
        return house.calls.keySet().stream()
                .filter(method -> method.contains(".<clinit>("))
                .flatMap(house::wayToWait)
                .toList();
    }

    private void add(ClassModel model) {
        var owner = model.thisClass().asInternalName();
        for (var method : model.methods()) {
            calls.put(
                    owner + "." + method.methodName() + method.methodType(),
                    calledBy(method).toList());
        }
    }

    private static Stream<String> calledBy(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .flatMap(element ->
                        switch (element) {
                            case InvokeInstruction call -> Stream.of(named(call.method()));
                            case InvokeDynamicInstruction lambda ->
                                    lambda.invokedynamic().bootstrap().arguments().stream()
                                            .flatMap(Initialisers::lambda);
                            default -> Stream.empty();
                        });
    }

    private static Stream<String> lambda(LoadableConstantEntry argument) {
        return argument instanceof MethodHandleEntry handle
                ? Stream.of(named(handle.reference()))
                : Stream.empty();
    }

    private static String named(MemberRefEntry member) {
        return member.owner().asInternalName() + "." + member.name() + member.type();
    }

    /// The shortest way from this method to one that waits, if there is one.
    private Stream<String> wayToWait(String initialiser) {
        var seen = new HashSet<String>();
        var ways = new ArrayDeque<List<String>>();
        ways.add(List.of(initialiser));
        while (!ways.isEmpty()) {
            var way = ways.remove();
            var last = way.getLast();
            if (WAITS.matcher(last).matches()) {
                return Stream.of(String.join(" → ", way));
            }
            for (var next : calls.getOrDefault(last, List.of())) {
                if (seen.add(next)) {
                    var longer = new ArrayList<>(way);
                    longer.add(next);
                    ways.add(longer);
                }
            }
        }
        return Stream.empty();
    }
}
