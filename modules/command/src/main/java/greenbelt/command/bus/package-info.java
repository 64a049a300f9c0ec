/// Topics, the groups that read them, and dead letters.
package greenbelt.command.bus;
