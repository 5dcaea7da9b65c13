/* damage: text that a program spoilt before it came into the file: HTML entities left in it, UTF-8
 * taken for an 8-bit encoding, or both, or either twice.
 *
 * Nothing but evidence undoes it. A restored word counts when it is a Vietnamese syllable of two
 * letters or more, and was none as it is; a paragraph needs two, and most of its restored words
 * must count. One is enough in a document in which many were restored before. All else stays as it
 * is: "AT&T", "&lt;", a lone "&agrave;". A letter whose byte is lost is restored when Vietnamese
 * has only one such, or only one makes a syllable of its word; else U+FFFD is left of it.
 * Ownership: the arena's.
 */
#ifndef CHITIEU_EXTRACT_TEXT_DAMAGE_H
#define CHITIEU_EXTRACT_TEXT_DAMAGE_H

#include "extract/text/legacy.h"

/* Undoes a paragraph's damage. `known`: words of the document restored so far. `reading`: the text
 * as meant, NULL when nothing changes, how it was written (ENCODING_ENTITIES, ENCODING_MISREAD),
 * how many words were restored and how many of them count. false when memory is out. */
MUST_USE bool damage_undo(const char *text, unsigned long known, struct arena *arena,
                          struct legacy_reading *reading);

#endif
