/// The front door: the interactive shell, the command line, and the only `main`.
@org.jspecify.annotations.NullMarked
module greenbelt.console {
    requires static org.jspecify;
    requires greenbelt.command;
    requires greenbelt.json;
    requires greenbelt.search;
    requires greenbelt.simulator;
    requires greenbelt.view;
    requires greenbelt.world;
    requires org.jline.reader;
    requires org.jline.terminal;
}
