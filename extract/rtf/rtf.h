/* rtf: the reader for Rich Text Format.
 *
 *   token.c         bytes to control words, symbols, groups and text
 *   font.c          the font table: what a font's bytes mean
 *   text.c          text, put where the group's destination is
 *   part.c          paragraphs, cells, rows, parts
 *   control_word.c  control words and destinations
 *   rtf.c           groups, and the order of the parts
 *
 * and extract/word/collector, which keeps tables until their grid is known
 *
 * Errors: PACKAGE_DAMAGED, the LIMIT_ codes. Events: TEXT_HIDDEN, TEXT_DELETED. Source: Rich Text
 * Format Specification 1.9.1.
 */
#ifndef CHITIEU_EXTRACT_RTF_RTF_H
#define CHITIEU_EXTRACT_RTF_RTF_H

#include "extract/format.h"

MUST_USE bool rtf_read(const struct format_input *input, const struct limits *limits,
                       const struct event_sink *sink, struct builder *builder, struct error *error);

#endif
