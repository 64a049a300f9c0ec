package greenbelt.house;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one compiled class uses.
///
/// @param name the class, as in `java.util.Map$Entry`
/// @param parent its superclass
/// @param members the methods and fields it names: `java.time.Instant.now()`, `java.lang.System.out`
/// @param types every type it names
/// @param strings its string constants
/// @param queries its SQL queries that may give several rows
/// @param returned the types that its methods return, private ones left out
/// @param caught what its `catch` clauses name, those the compiler wrote by itself left out
/// @param isSynchronized whether it uses a monitor
record ClassFacts(
        String name,
        String parent,
        SortedSet<String> members,
        SortedSet<String> types,
        SortedSet<String> strings,
        SortedSet<String> queries,
        SortedSet<String> returned,
        SortedSet<String> caught,
        boolean isSynchronized) {
    /// How far behind the start of a handler its tell-tale instruction may stand.
    private static final int HANDLER_REACH = 14;

    static ClassFacts of(byte[] bytes) {
        var model = ClassFile.of().parse(bytes);
        var members = new TreeSet<String>();
        var types = new TreeSet<String>();
        var strings = new TreeSet<String>();
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case MemberRefEntry member -> members.add(member(member));
                case ClassEntry type -> types.add(name(type.asSymbol()));
                case MethodTypeEntry type -> addTypes(type.asSymbol(), types);
                case NameAndTypeEntry nameAndType ->
                        addTypes(nameAndType.type().stringValue(), types);
                case StringEntry string -> strings.add(string.stringValue());
                default -> {}
            }
        }
        model.fields().forEach(field -> types.add(name(field.fieldTypeSymbol())));
        model.methods().forEach(method -> addTypes(method.methodTypeSymbol(), types));
        return new ClassFacts(
                name(model.thisClass().asSymbol()),
                model.superclass().map(parent -> name(parent.asSymbol())).orElse(""),
                members,
                types,
                strings,
                queries(model),
                returned(model),
                caught(model),
                isSynchronized(model));
    }

    private static String member(MemberRefEntry member) {
        var owner = name(member.owner().asSymbol());
        var type = member.type().stringValue();
        var named = owner + "." + member.name().stringValue();
        if (!type.startsWith("(")) {
            return named;
        }
        return named
                + MethodTypeDesc.ofDescriptor(type).parameterList().stream()
                        .map(ClassFacts::name)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static void addTypes(String descriptor, SortedSet<String> types) {
        if (descriptor.startsWith("(")) {
            addTypes(MethodTypeDesc.ofDescriptor(descriptor), types);
        } else {
            types.add(name(ClassDesc.ofDescriptor(descriptor)));
        }
    }

    private static void addTypes(MethodTypeDesc type, SortedSet<String> types) {
        types.add(name(type.returnType()));
        type.parameterList().forEach(parameter -> types.add(name(parameter)));
    }

    /// The element type's name, for arrays too.
    private static String name(ClassDesc type) {
        var element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        return element.isPrimitive()
                ? element.displayName()
                : element.packageName().isEmpty()
                        ? element.displayName()
                        : element.packageName() + "." + element.displayName();
    }

    private static boolean isSynchronized(ClassModel model) {
        return model.methods().stream()
                .anyMatch(method ->
                        method.flags().has(AccessFlag.SYNCHRONIZED)
                                || method.code().stream()
                                        .flatMap(CodeModel::elementStream)
                                        .anyMatch(ClassFacts::entersMonitor));
    }

    private static boolean entersMonitor(Object element) {
        return element instanceof Instruction instruction
                && instruction.opcode() == Opcode.MONITORENTER;
    }

    private static SortedSet<String> queries(ClassModel model) {
        return model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(Sql::queriesOfSeveralRows)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<String> returned(ClassModel model) {
        return model.methods().stream()
                .filter(method -> !method.flags().has(AccessFlag.PRIVATE))
                .map(method -> name(method.methodTypeSymbol().returnType()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<String> caught(ClassModel model) {
        return model.methods().stream()
                .flatMap(method -> method.findAttribute(Attributes.code()).stream())
                .flatMap(ClassFacts::caught)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> caught(CodeModel code) {
        return code.exceptionHandlers().stream()
                .filter(handler -> handler.catchType().isPresent())
                .filter(handler -> !isWrittenByCompiler(code, handler.handler()))
                .map(handler -> name(handler.catchType().orElseThrow().asSymbol()));
    }

    /// Try-with-resources adds a suppressed exception, a pattern switch throws a MatchException.
    private static boolean isWrittenByCompiler(CodeModel code, Object handler) {
        return code.elementStream()
                .dropWhile(element ->
                        !(element instanceof LabelTarget at && at.label().equals(handler)))
                .filter(Instruction.class::isInstance)
                .limit(HANDLER_REACH)
                .anyMatch(element ->
                        switch (element) {
                            case InvokeInstruction call ->
                                    call.name().equalsString("addSuppressed");
                            case NewObjectInstruction made ->
                                    made.className()
                                            .asInternalName()
                                            .equals("java/lang/MatchException");
                            default -> false;
                        });
    }
}
