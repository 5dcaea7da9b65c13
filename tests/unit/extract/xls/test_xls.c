/* xls: BIFF streams written record by record, without a container; layouts and values from MS-XLS
 * (sections named). */
#include "extract/xls/xls.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define BYTES_MAX 8192

struct book {
    unsigned char bytes[BYTES_MAX];
    size_t length, record;
    struct document *document;
    struct error error;
    size_t decoded;
};

static void u8(struct book *b, unsigned value) {
    assert_true(b->length < BYTES_MAX);
    b->bytes[b->length++] = (unsigned char)value;
}

static void u16(struct book *b, unsigned value) {
    u8(b, value & 0xFF);
    u8(b, value >> 8 & 0xFF);
}

static void u32(struct book *b, uint32_t value) {
    u16(b, value & 0xFFFF);
    u16(b, value >> 16);
}

static void f64(struct book *b, double value) {
    unsigned char bytes[8];
    memcpy(bytes, &value, sizeof value);
    for (size_t i = 0; i < sizeof bytes; i++)
        u8(b, bytes[i]);
}

static void begin(struct book *b, unsigned type) {
    u16(b, type);
    b->record = b->length;
    u16(b, 0);
}

static void end(struct book *b) {
    size_t length = b->length - b->record - 2;
    b->bytes[b->record] = (unsigned char)(length & 0xFF);
    b->bytes[b->record + 1] = (unsigned char)(length >> 8);
}

/* §2.4.21: version and kind of the substream. */
static void bof(struct book *b, unsigned version, unsigned kind) {
    begin(b, 0x0809);
    u16(b, version), u16(b, kind), u32(b, 0), u32(b, 0), u32(b, 0);
    end(b);
}

static void eof(struct book *b) {
    begin(b, 0x000A);
    end(b);
}

static void narrow(struct book *b, const char *text) {
    while (*text)
        u8(b, (unsigned char)*text++);
}

static void font(struct book *b, const char *name, unsigned escapement) {
    begin(b, 0x0031);
    u16(b, 220), u16(b, 0), u16(b, 0), u16(b, 400), u16(b, escapement), u32(b, 0);
    u8(b, (unsigned)strlen(name)), u8(b, 0), narrow(b, name);
    end(b);
}

static void style(struct book *b, unsigned font_index, unsigned format) {
    begin(b, 0x00E0);
    u16(b, font_index), u16(b, format);
    for (int i = 0; i < 8; i++)
        u16(b, 0);
    end(b);
}

/* One sheet, fonts: 0 Arial, 1 .VnTime, 2 Arial raised, 3 VNI-Times, 5 .VnTime raised; styles:
 * General, a date, TCVN3, percent. */
static size_t start(struct book *b) {
    *b = (struct book){.length = 0};
    bof(b, 0x0600, 5);
    begin(b, 0x0085);
    size_t offset_at = b->length;
    u32(b, 0), u8(b, 0), u8(b, 0), u8(b, 2), u8(b, 1), u16(b, 0x0110), u16(b, 'x'); /* "Đx" */
    end(b);
    font(b, "Arial", 0), font(b, ".VnTime", 0), font(b, "Arial", 1), font(b, "VNI-Times", 0),
        font(b, ".VnTime", 1);
    style(b, 0, 0), style(b, 0, 14), style(b, 1, 0), style(b, 0, 9);
    return offset_at;
}

static void start_sheet(struct book *b, size_t offset_at) {
    eof(b);
    for (int i = 0; i < 4; i++)
        b->bytes[offset_at + (size_t)i] = (unsigned char)(b->length >> (8 * i));
    bof(b, 0x0600, 0x0010);
}

static void place(struct book *b, unsigned type, unsigned row, unsigned column, unsigned xf) {
    begin(b, type);
    u16(b, row), u16(b, column), u16(b, xf);
}

static void keep_event(void *context, const struct event *event) {
    *(size_t *)context += event->code == CODE_TEXT_DECODED;
}

static bool read_book(struct book *b) {
    struct limits limits = limits_default();
    struct event_sink sink = {.emit = keep_event, .context = &b->decoded};
    struct format_input input = {.path = "t.xls", .bytes = b->bytes, .length = b->length};
    struct builder *builder = builder_new(&limits, &sink);
    bool done = xls_read(&input, &limits, &sink, builder, &b->error) &&
                builder_finish(builder, &b->document, &b->error);
    builder_free(builder);
    return done;
}

static const struct cell *at(const struct book *b, uint32_t row, uint32_t column) {
    const struct cell *cell = table_cell(&b->document->blocks[0].table, row, column);
    if (!cell)
        fail_msg("no cell at row %u, column %u", row, column);
    return cell;
}

/* §2.5.217: an integer, an integer over 100, a double's upper half; §2.4.180 Number; §2.4.175
 * MulRk. */
static void numbers(void **state) {
    (void)state;
    static struct book b;
    start_sheet(&b, start(&b));
    place(&b, 0x027E, 0, 0, 0), u32(&b, (uint32_t)(149 << 2 | 2)), end(&b);
    place(&b, 0x027E, 0, 1, 0), u32(&b, (uint32_t)(9850 << 2 | 3)), end(&b);
    place(&b, 0x027E, 0, 2, 0), u32(&b, 0x3FF80000), end(&b); /* 1.5 */
    place(&b, 0x027E, 0, 3, 0), u32(&b, (uint32_t)(-7 * 4) | 2), end(&b);
    place(&b, 0x0203, 1, 0, 1), f64(&b, 44362), end(&b); /* 15 June 2021 */
    place(&b, 0x0203, 1, 1, 3), f64(&b, 0.985), end(&b);
    begin(&b, 0x00BD), u16(&b, 2), u16(&b, 1);
    u16(&b, 0), u32(&b, 3u << 2 | 2), u16(&b, 0), u32(&b, 4u << 2 | 2), u16(&b, 2), end(&b);
    eof(&b);
    assert_true(read_book(&b));
    assert_string_equal(b.document->blocks[0].table.name, "Đx");
    assert_string_equal(at(&b, 0, 0)->text, "149");
    assert_string_equal(at(&b, 0, 1)->text, "98.5");
    assert_true(at(&b, 0, 2)->value == 1.5);
    assert_true(at(&b, 0, 3)->value == -7);
    assert_string_equal(at(&b, 1, 0)->date, "2021-06-15");
    assert_string_equal(at(&b, 1, 1)->text, "99%");
    assert_true(at(&b, 1, 1)->value == 0.985);
    assert_true(at(&b, 2, 1)->value == 3 && at(&b, 2, 2)->value == 4);
    document_free(b.document);
}

/* §2.5.293, §2.5.296: narrow and wide strings, one cut by a Continue record where it changes its
 * width; runs with fonts. */
static void shared_strings(void **state) {
    (void)state;
    static struct book b;
    size_t offset_at = start(&b);
    begin(&b, 0x00FC);
    u32(&b, 4), u32(&b, 4);
    u16(&b, 4), u8(&b, 0), narrow(&b, "Ti"); /* "Tiền", cut behind its second letter */
    end(&b);
    begin(&b, 0x003C);
    u8(&b, 1), u16(&b, 0x1EC1), u16(&b, 'n');
    u16(&b, 3), u8(&b, 8), u16(&b, 1), narrow(&b, "251"), u16(&b, 2),
        u16(&b, 2); /* "25" and a raised 1 */
    u16(&b, 4), u8(&b, 0),
        narrow(&b, "c\xF6"
                   "a "); /* cửa in TCVN3, cưa in VNI */
    u16(&b, 6), u8(&b, 8), u16(&b, 1),
        narrow(&b, "c\xF6"
                   "a 51"),
        u16(&b, 5), u16(&b, 5); /* a raised 1, which is a letter where TCVN3 has it */
    end(&b);
    start_sheet(&b, offset_at);
    place(&b, 0x00FD, 0, 0, 0), u32(&b, 0), end(&b);
    place(&b, 0x00FD, 0, 1, 0), u32(&b, 1), end(&b);
    place(&b, 0x00FD, 0, 2, 2), u32(&b, 2), end(&b);
    place(&b, 0x00FD, 0, 3, 0), u32(&b, 99), end(&b);
    place(&b, 0x00FD, 0, 4, 2), u32(&b, 3), end(&b);
    eof(&b);
    assert_true(read_book(&b));
    assert_string_equal(at(&b, 0, 0)->text, "Tiền");
    assert_string_equal(at(&b, 0, 1)->text, "25¹");
    assert_string_equal(at(&b, 0, 2)->text, "cửa ");
    assert_string_equal(at(&b, 0, 3)->text, "\xEF\xBF\xBC"); /* no such text */
    assert_string_equal(at(&b, 0, 4)->text, "cửa 5¹");
    assert_int_equal(b.decoded, 2);
    document_free(b.document);
}

/* §2.4.127: a formula's value is a number, a text in the record behind it, a truth, an error. */
static void formulas_and_errors(void **state) {
    (void)state;
    static struct book b;
    start_sheet(&b, start(&b));
    place(&b, 0x0006, 0, 0, 0), f64(&b, 12), u16(&b, 0), u32(&b, 0), u16(&b, 0), end(&b);
    place(&b, 0x0006, 0, 1, 0), u32(&b, 0), u16(&b, 0), u16(&b, 0xFFFF), u16(&b, 0), u32(&b, 0),
        u16(&b, 0), end(&b);
    begin(&b, 0x0207), u16(&b, 2), u8(&b, 1), u16(&b, 'C'), u16(&b, 0xF3), end(&b);
    place(&b, 0x0006, 0, 2, 0), u16(&b, 2), u32(&b, 7), u16(&b, 0xFFFF), u16(&b, 0), u32(&b, 0),
        u16(&b, 0), end(&b);
    b.bytes[b.length - 14] = 7; /* the error's code is the third byte */
    place(&b, 0x0205, 0, 3, 0), u8(&b, 1), u8(&b, 0), end(&b);
    place(&b, 0x0205, 0, 4, 0), u8(&b, 0x2A), u8(&b, 1), end(&b);
    eof(&b);
    assert_true(read_book(&b));
    assert_true(at(&b, 0, 0)->value == 12);
    assert_string_equal(at(&b, 0, 1)->text, "Có");
    assert_int_equal(at(&b, 0, 2)->value_type, VALUE_ERROR);
    assert_string_equal(at(&b, 0, 3)->text, "TRUE");
    assert_string_equal(at(&b, 0, 4)->error, "#N/A");
    document_free(b.document);
}

/* §2.4.168 MergeCells, also before the cells it covers; §2.4.221 Row, §2.4.53 ColInfo. */
static void merged_and_hidden(void **state) {
    (void)state;
    static struct book b;
    start_sheet(&b, start(&b));
    begin(&b, 0x007D), u16(&b, 3), u16(&b, 3), u16(&b, 2048), u16(&b, 0), u16(&b, 1), u16(&b, 0),
        end(&b);
    begin(&b, 0x0208), u16(&b, 1), u16(&b, 0), u16(&b, 4), u16(&b, 0), u32(&b, 0), u32(&b, 0x20),
        end(&b);
    place(&b, 0x0203, 0, 0, 0), f64(&b, 1), end(&b);
    place(&b, 0x0203, 0, 3, 0), f64(&b, 2), end(&b);
    place(&b, 0x0203, 1, 0, 0), f64(&b, 3), end(&b);
    begin(&b, 0x00E5), u16(&b, 1), u16(&b, 0), u16(&b, 0), u16(&b, 0), u16(&b, 2), end(&b);
    place(&b, 0x0203, 0, 1, 0), f64(&b, 99), end(&b);
    eof(&b);
    assert_true(read_book(&b));
    assert_int_equal(at(&b, 0, 0)->colspan, 3);
    assert_ptr_equal(at(&b, 0, 1), at(&b, 0, 0)); /* the 99 is not on the page */
    assert_int_equal(b.document->warning_count, 1);
    assert_string_equal(b.document->warnings[0].at, "t1!R0C1");
    assert_ptr_equal(at(&b, 0, 2), at(&b, 0, 0));
    assert_false(at(&b, 0, 0)->hidden);
    assert_true(at(&b, 0, 3)->hidden);
    assert_true(at(&b, 1, 0)->hidden);
    document_free(b.document);
}

/* §2.4.346 Window2 stands behind the cells: its sheet shows no zeros. */
static void zeros_not_shown(void **state) {
    (void)state;
    static struct book b;
    start_sheet(&b, start(&b));
    place(&b, 0x0203, 0, 0, 0), f64(&b, 0), end(&b);
    place(&b, 0x027E, 0, 1, 3), u32(&b, 2), end(&b); /* RK, the integer 0, as percent */
    place(&b, 0x0203, 0, 2, 0), f64(&b, 0.5), end(&b);
    begin(&b, 0x023E), u16(&b, 0x06A6), u32(&b, 0), u32(&b, 0x40), u32(&b, 0), u32(&b, 0), end(&b);
    eof(&b);
    assert_true(read_book(&b));
    for (uint32_t column = 0; column < 2; column++) {
        assert_int_equal(at(&b, 0, column)->value_type, VALUE_NUMBER);
        assert_true(at(&b, 0, column)->value == 0);
        assert_string_equal(at(&b, 0, column)->text, "");
    }
    assert_string_equal(at(&b, 0, 2)->text, "0.5");
    document_free(b.document);
}

/* MS-ODRAW §2.2.14: the place of a shape, within its container and behind another record. */
static void shape(struct book *b, unsigned row, unsigned column, unsigned kind) {
    begin(b, 0x00EC);
    u16(b, 0x000F), u16(b, 0xF004), u32(b, 8 + 8 + 8 + 18);
    u16(b, 0x0AA2), u16(b, 0xF00A), u32(b, 8), u32(b, 1), u32(b, 0);
    u16(b, 0), u16(b, 0xF010), u32(b, 18), u16(b, 2);
    u16(b, column), u16(b, 100), u16(b, row), u16(b, 7), u16(b, column), u16(b, 900), u16(b, row),
        u16(b, 200);
    end(b);
    begin(b, 0x005D);
    u16(b, 0x15), u16(b, 18), u16(b, kind), u16(b, 1), u16(b, 0x6011), u32(b, 0), u32(b, 0),
        u32(b, 0);
    end(b);
}

/* §2.5.143: a picture, a text box, a rectangle; a comment, a list of a filter and a line. */
static void drawings(void **state) {
    (void)state;
    static struct book b;
    start_sheet(&b, start(&b));
    place(&b, 0x0203, 9, 9, 0), f64(&b, 1), end(&b);
    shape(&b, 0, 1, 8), shape(&b, 1, 1, 6), shape(&b, 2, 1, 2), shape(&b, 3, 1, 0x19),
        shape(&b, 4, 1, 0x14), shape(&b, 5, 1, 1), shape(&b, 9, 9, 8);
    eof(&b);
    assert_true(read_book(&b));
    assert_string_equal(at(&b, 0, 1)->text, "\xEF\xBF\xBC");
    assert_string_equal(at(&b, 1, 1)->text, "\xEF\xBF\xBC");
    assert_string_equal(at(&b, 9, 9)->text, "1");
    assert_int_equal(b.document->blocks[0].table.cell_count, 3);
    assert_int_equal(b.document->warning_count, 1);
    assert_string_equal(b.document->warnings[0].at, "t1!R0C1");
    document_free(b.document);
}

/* BIFF5: bytes in the workbook's code page; cp1258 has đ at F0. */
static void excel_5(void **state) {
    (void)state;
    static struct book b;
    b = (struct book){.length = 0};
    bof(&b, 0x0500, 5);
    begin(&b, 0x0042), u16(&b, 1258), end(&b);
    begin(&b, 0x0085);
    size_t offset_at = b.length;
    u32(&b, 0), u8(&b, 0), u8(&b, 0), u8(&b, 1), narrow(&b, "s"), end(&b);
    start_sheet(&b, offset_at);
    place(&b, 0x0204, 0, 0, 0), u16(&b, 3),
        narrow(&b, "\xF0"
                   "en"),
        end(&b);
    eof(&b);
    assert_true(read_book(&b));
    assert_string_equal(at(&b, 0, 0)->text, "đen");
    document_free(b.document);
}

static void refusals(void **state) {
    (void)state;
    static struct book b;
    start(&b);
    begin(&b, 0x002F), u16(&b, 0), end(&b);
    eof(&b);
    assert_false(read_book(&b));
    assert_int_equal(b.error.code, CODE_ENCRYPTED);
    b = (struct book){.length = 0};
    bof(&b, 0x0400, 5);
    assert_false(read_book(&b));
    assert_int_equal(b.error.code, CODE_FORMAT_UNSUPPORTED);
    b = (struct book){.length = 0};
    begin(&b, 0x0409), u16(&b, 0), u16(&b, 0x10), u16(&b, 0), end(&b); /* Excel 4 */
    assert_false(read_book(&b));
    assert_int_equal(b.error.code, CODE_FORMAT_UNSUPPORTED);
    b = (struct book){.length = 0};
    begin(&b, 0x004C), u16(&b, 0), end(&b);
    assert_false(read_book(&b));
    assert_int_equal(b.error.code, CODE_PACKAGE_DAMAGED);
    /* a stream that ends amid a record gives what was read before */
    start_sheet(&b, start(&b));
    place(&b, 0x0203, 0, 0, 0), f64(&b, 1), end(&b);
    place(&b, 0x0203, 0, 1, 0), u16(&b, 1), end(&b);
    assert_true(read_book(&b));
    assert_string_equal(at(&b, 0, 0)->text, "1");
    assert_null(table_cell(&b.document->blocks[0].table, 0, 1));
    document_free(b.document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(shared_strings),
        cmocka_unit_test(formulas_and_errors),
        cmocka_unit_test(merged_and_hidden),
        cmocka_unit_test(zeros_not_shown),
        cmocka_unit_test(drawings),
        cmocka_unit_test(excel_5),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
