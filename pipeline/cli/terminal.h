/* terminal: what the terminal behind a stream can show: colour, and how many columns. */
#ifndef CHITIEU_PIPELINE_CLI_TERMINAL_H
#define CHITIEU_PIPELINE_CLI_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

/* True when the stream is a terminal on which colour is welcome (NO_COLOR, TERM=dumb). */
bool terminal_has_colour(FILE *stream);

/* Columns of the terminal behind the stream (COLUMNS, if set, decides); `otherwise` when the stream
 * is no terminal. */
unsigned terminal_width(FILE *stream, unsigned otherwise);

#endif
