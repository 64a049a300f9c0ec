/// The commands, declared once for the shell, for scripts and for notebooks.
@org.jspecify.annotations.NullMarked
module greenbelt.command {
    requires static transitive org.jspecify;
    requires info.picocli;

    exports greenbelt.command;
}
