#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace palpate::acquisition {

/// What one line of a mat's text says. Separators are space, tab and any of `, ; : | { } [ ] "`.
struct TextLine {
    /// A row tag (`R03 |`, `ROW:3:`, `"row3":`) and where its numbers begin in `counts`.
    struct RowTag {
        std::uint32_t row = 0;
        std::size_t first = 0;
    };

    /// The numbers in their order, as many as the parser keeps; 0 where one is not a count.
    std::vector<std::uint16_t> counts;
    /// How many numbers the line has, kept or not.
    std::size_t number_count = 0;
    /// Numbers that are no counts: negative, not whole, over 65535.
    std::size_t bad_count = 0;
    bool first_is_bad = false;
    /// Tokens that are neither numbers nor known tags.
    std::size_t word_count = 0;
    std::vector<RowTag> rows;
    /// `FRAME:N`
    std::optional<std::uint32_t> frame_number;
    bool frame_mark = false;
    /// `END`
    bool end_mark = false;

    [[nodiscard]] bool isBlank() const
    {
        return number_count == 0 && word_count == 0 && rows.empty() && !frame_mark && !end_mark;
    }
};

/// Parses lines, reusing its memory.
class TextLineParser {
  public:
    /// Keeps no more than `max_counts` numbers of a line and no more than `max_rows` row tags.
    TextLineParser(std::size_t max_counts, std::size_t max_rows);

    /// `line` without its line end. The result is valid until the next call.
    [[nodiscard]] const TextLine& parse(std::span<const std::uint8_t> line);

  private:
    enum class Expect { Count, RowNumber, FrameNumber };

    [[nodiscard]] const char* takeNumber(const char* at, const char* end);
    [[nodiscard]] const char* takeToken(const char* at, const char* end);
    void addCount(std::uint32_t value, bool is_count);
    void addWord(std::string_view word);
    void addRow(std::uint32_t row);

    std::size_t max_counts_;
    std::size_t max_rows_;
    Expect expect_ = Expect::Count;
    TextLine line_;
};

}  // namespace palpate::acquisition
