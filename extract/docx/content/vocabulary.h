/* vocabulary: which elements may be where, and what is done when they begin and end.
 *
 * Source: ECMA-376-1 §17, §22.1.
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_VOCABULARY_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_VOCABULARY_H

#include "extract/package/sax.h"

/* What an element means depends on where it is: w:del is a deletion among runs, but a property
 * in w:trPr. */
enum context {
    IN_CONTENT, /* blocks, runs and what wraps them */
    IN_PARAGRAPH_PROPERTIES,
    IN_MARK, /* w:rPr of the paragraph mark */
    IN_RUN_PROPERTIES,
    IN_TEXT_FILL, /* w14:textFill */
    IN_TABLE_PROPERTIES,
    IN_ROW_PROPERTIES,
    IN_CELL_PROPERTIES,
    IN_CONTROL, /* w:sdtPr */
    IN_SECTION,
    IN_FIELD_DATA, /* w:ffData */
    IN_DRAWING,
    IN_MATH,
    IN_NOTHING, /* text, or an element without children that count */
    CONTEXTS
};

struct story;

/* `start` may be NULL (go in); when it returns false the subtree is skipped and `end` is not
 * called. */
struct element {
    const char *name;
    unsigned char inside; /* context of its children */
    bool (*start)(struct story *story, const struct xml_element *element);
    void (*end)(struct story *story);
};

/* What may be in a context, sorted by name: elements of WordprocessingML, and others: VML, and
 * namespaces that the parser does not name (Office Math). An unknown element is passed over, or
 * passed through where text boxes are deep inside. */
struct vocabulary {
    const struct element *words;
    size_t word_count;
    const struct element *others;
    size_t other_count;
    bool through;
};

#endif
