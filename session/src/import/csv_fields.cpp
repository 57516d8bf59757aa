#include "import/csv_fields.hpp"

#include <utility>

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::size_t kMaxRecordBytes = std::size_t{1} << 20U;
constexpr std::size_t kMaxFields = 100;

/// Takes a record apart character by character.
class RecordParser final {
  public:
    /// Empty when the line fits what came before it.
    [[nodiscard]] std::optional<std::string> takeLine(std::string_view line)
    {
        for (const char c : line) {
            if (auto problem = take(c)) {
                return problem;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] bool isInQuotes() const { return state_ == State::Quoted; }
    void takeLineBreak() { field_.push_back('\n'); }

    [[nodiscard]] std::vector<std::string> finish()
    {
        endField();
        return std::move(fields_);
    }

  private:
    enum class State { Start, Plain, Quoted, QuoteSeen };

    std::optional<std::string> take(char c)
    {
        if (state_ == State::Quoted) {
            if (c == '"') {
                state_ = State::QuoteSeen;
            } else {
                field_.push_back(c);
            }
            return std::nullopt;
        }
        if (c == ',') {
            endField();
            return fields_.size() < kMaxFields ? std::optional<std::string>{}
                                               : fmt::format("more than {} fields", kMaxFields);
        }
        if (c == '"') {
            return takeQuote();
        }
        if (state_ == State::QuoteSeen) {
            return "text after a closing quote; write a quote inside quotes twice";
        }
        state_ = State::Plain;
        field_.push_back(c);
        return std::nullopt;
    }

    std::optional<std::string> takeQuote()
    {
        if (state_ == State::Plain) {
            return "a quote inside a field without quotes; put the whole field in quotes";
        }
        if (state_ == State::QuoteSeen) {
            field_.push_back('"');
        }
        state_ = State::Quoted;
        return std::nullopt;
    }

    void endField()
    {
        fields_.push_back(std::exchange(field_, {}));
        state_ = State::Start;
    }

    State state_ = State::Start;
    std::string field_;
    std::vector<std::string> fields_;
};

}  // namespace

Result<std::optional<CsvRecord>> readCsvRecord(TextLines& lines)
{
    RecordParser parser;
    std::optional<std::uint64_t> first_line;
    std::size_t bytes = 0;
    for (;;) {
        auto line = lines.next();
        if (!line) {
            return fail(std::move(line.error()));
        }
        if (!*line && !first_line) {
            return std::optional<CsvRecord>{};
        }
        if (!*line) {
            return fail(ErrorCode::Corrupt,
                        fmt::format("{}, line {}: a quote is opened and never closed; close it", lines.name(),
                                    *first_line));
        }
        if (first_line) {
            parser.takeLineBreak();
        }
        first_line = first_line.value_or(lines.lineNumber());
        bytes += (*line)->size() + 1;
        if (bytes > kMaxRecordBytes) {
            return lines.failLine(ErrorCode::Corrupt,
                                  fmt::format("a row of more than {} bytes", kMaxRecordBytes));
        }
        if (const auto problem = parser.takeLine(**line)) {
            return lines.failLine(ErrorCode::Corrupt, *problem);
        }
        if (!parser.isInQuotes()) {
            return std::optional{CsvRecord{.fields = parser.finish(), .first_line = *first_line}};
        }
    }
}

}  // namespace palpate::session
