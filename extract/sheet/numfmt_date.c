#include "extract/sheet/decimal.h"
#include "extract/sheet/numfmt_code.h"
#include "extract/sheet/serial_date.h"

enum {
    OVERFLOW_WIDTH = 255, /* characters of the widest column: as many # does Excel write */
    BUDDHIST_YEARS = 543,
};

/* Names, by language: English, Vietnamese. */

static const char *const months[2][12] = {
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"},
    {"Tháng Giêng", "Tháng Hai", "Tháng Ba", "Tháng Tư", "Tháng Năm", "Tháng Sáu", "Tháng Bảy",
     "Tháng Tám", "Tháng Chín", "Tháng Mười", "Tháng Mười Một", "Tháng Mười Hai"},
};
static const char *const weekdays[2][7] = {
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
    {"Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"},
};
static const char *const short_weekdays[2][7] = {
    {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
    {"CN", "T2", "T3", "T4", "T5", "T6", "T7"},
};
static const char *const half_days[2][2] = {{"AM", "PM"}, {"SA", "CH"}};

struct writer {
    const struct section *section;
    struct moment moment;
    bool half_day; /* hours run to 12 */
    struct buffer *out;
};

static void put_padded(const struct writer *writer, int64_t number, unsigned width) {
    decimal_put_integer((uint64_t)number, width, writer->out);
}

static void put_year(const struct writer *writer, int year, unsigned count) {
    if (count > 2)
        put_padded(writer, year, 4);
    else
        put_padded(writer, year % 100, 2);
}

static void put_month(const struct writer *writer, unsigned count) {
    const struct section *section = writer->section;
    int month = writer->moment.month;
    const char *name = months[section->vietnamese][month - 1];
    if (count <= 2)
        put_padded(writer, month, count);
    else if (count == 3 && section->vietnamese)
        buffer_printf(writer->out, "Thg%d", month);
    else if (count == 4 || count > 5)
        buffer_puts(writer->out, name);
    else
        buffer_append(writer->out, name, count == 3 ? 3 : 1);
}

static void put_day(const struct writer *writer, unsigned count) {
    bool language = writer->section->vietnamese;
    int weekday = writer->moment.weekday;
    if (count <= 2)
        put_padded(writer, writer->moment.date, count);
    else
        buffer_puts(writer->out, (count == 3 ? short_weekdays : weekdays)[language][weekday]);
}

static void put_date_part(const struct writer *writer, const struct token *token) {
    const struct moment *moment = &writer->moment;
    unsigned width = token->count < 2 ? 1 : 2;
    switch (token->symbol) {
    case 'y':
        put_year(writer, moment->year, token->count);
        break;
    case 'e':
        put_year(writer, moment->year, 4);
        break;
    case 'b':
        put_year(writer, moment->year + BUDDHIST_YEARS, token->count);
        break;
    case 'm':
        put_month(writer, token->count);
        break;
    case 'd':
        put_day(writer, token->count);
        break;
    case 'h':
        put_padded(writer, writer->half_day ? (moment->hour + 11) % 12 + 1 : moment->hour, width);
        break;
    case 'n':
        put_padded(writer, moment->minute, width);
        break;
    case 's':
        put_padded(writer, moment->second, width);
        break;
    default: /* g, the era of a calendar that is not shown */
        break;
    }
}

static void put_elapsed(const struct writer *writer, const struct token *token) {
    int64_t unit = token->symbol == 'h' ? 3600 : token->symbol == 'm' ? 60 : 1;
    put_padded(writer, writer->moment.seconds / unit, token->count < 10 ? token->count : 10);
}

static void put_half_day(const struct writer *writer, const struct token *token) {
    bool afternoon = writer->moment.hour >= 12;
    if (token->count == 2)
        buffer_puts(writer->out, half_days[writer->section->vietnamese][afternoon]);
    else /* A/P keeps the case it is written in */
        buffer_putc(writer->out, token->text[afternoon ? 2 : 0]);
}

static void put_token(const struct writer *writer, const struct token *token) {
    switch (token->kind) {
    case TOKEN_LITERAL:
        buffer_append(writer->out, token->text, token->length);
        break;
    case TOKEN_SPACE:
        buffer_putc(writer->out, ' ');
        break;
    case TOKEN_DATE:
        put_date_part(writer, token);
        break;
    case TOKEN_ELAPSED:
        put_elapsed(writer, token);
        break;
    case TOKEN_SUBSECOND:
        buffer_putc(writer->out, '.');
        put_padded(writer, writer->moment.subsecond,
                   token->count < SUBSECONDS_MAX ? token->count : SUBSECONDS_MAX);
        break;
    case TOKEN_HALF_DAY:
        put_half_day(writer, token);
        break;
    default:
        break;
    }
}

void numfmt_put_overflow(struct buffer *out) {
    for (int i = 0; i < OVERFLOW_WIDTH; i++)
        buffer_putc(out, '#');
}

void numfmt_put_date(const struct section *section, double serial, bool date1904,
                     struct buffer *out) {
    struct writer writer = {.section = section, .out = out};
    /* The 1904 system shows times before its first day; both show elapsed time alone. */
    bool negative = serial < 0 && (date1904 || !section->shows_date);
    double shown = (negative ? -serial : serial) + (date1904 ? EPOCH_1904 : 0);
    if (!serial_moment(shown, section->subseconds, section->shows_time, &writer.moment)) {
        numfmt_put_overflow(out);
        return;
    }
    if (date1904)
        writer.moment.seconds -= (int64_t)EPOCH_1904 * SECONDS_PER_DAY;
    for (size_t i = 0; i < section->token_count; i++)
        writer.half_day |= section->tokens[i].kind == TOKEN_HALF_DAY;
    if (negative)
        buffer_putc(out, '-');
    for (size_t i = 0; i < section->token_count; i++)
        put_token(&writer, &section->tokens[i]);
}
