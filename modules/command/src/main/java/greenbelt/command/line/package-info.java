/// What is asked for on the command line that starts the process.
package greenbelt.command.line;
