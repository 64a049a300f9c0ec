/// What goes wrong on purpose.
package greenbelt.command.faults;
