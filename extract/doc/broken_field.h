/* broken_field: fields of a DOC file that never come to their result or end. Their instructions
 * would hide all text behind them.
 *
 * A field's instructions end in the cell they begin in. Ownership: the arena's. Source: MS-DOC
 * §2.8.25 (Plcfld), §2.9.88 (fldch).
 */
#ifndef CHITIEU_EXTRACT_DOC_BROKEN_FIELD_H
#define CHITIEU_EXTRACT_DOC_BROKEN_FIELD_H

#include "extract/doc/file.h"

enum { MARK_CELL = 0x07, MARK_FIELD = 0x13, MARK_FIELD_RESULT = 0x14, MARK_FIELD_END = 0x15 };

/* CPs where such fields begin, ascending. */
struct broken_fields {
    uint32_t *cps;
    size_t count, capacity;
    size_t next; /* the first that was not met yet */
};

/* Looks at the text from `first` up to `end`. When memory is out the arena stays failed. */
void broken_fields_find(struct broken_fields *broken, const struct doc_file *file, uint32_t first,
                        uint32_t end, struct arena *arena);

/* Whether the field at a CP is one; CPs are asked in ascending order. */
bool broken_fields_have(struct broken_fields *broken, uint32_t cp);

#endif
