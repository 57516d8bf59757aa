#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace palpate::session {

/// What NumberLineParser found in a line.
struct NumberLine {
    /// Numbers and absent marks in the line; more than were stored where the line is too long.
    std::size_t numbers = 0;
    /// The first token that is no finite number; a view into the line.
    std::string_view odd_token;
    /// A separator other than space follows the last token, as many exporters write.
    bool ends_with_separator = false;

    [[nodiscard]] bool isBlank() const { return numbers == 0 && odd_token.empty(); }
    [[nodiscard]] bool isNumbers() const { return numbers > 0 && odd_token.empty(); }
};

/// Splits lines of numbers at commas, semicolons, TABs, pipes and spaces; empty fields and trailing
/// separators are passed over. A comma is the decimal sign only in lines that the others divide and that hold
/// no full stop; the first line with a comma decides for all that follow.
class NumberLineParser final {
  public:
    enum class AbsentMark { None, LetterB };

    /// Stores at most `max_numbers` per line, and counts the rest.
    NumberLineParser(AbsentMark mark, std::size_t max_numbers) : mark_{mark}, max_numbers_{max_numbers} {}

    /// The numbers of the line replace `values`; an absent mark becomes NaN.
    [[nodiscard]] NumberLine parse(std::string_view line, std::vector<double>& values);

  private:
    enum class Comma { Undecided, Separates, IsDecimalSign };

    void addNumber(double value, NumberLine& found, std::vector<double>& values) const;
    void addToken(std::string_view token, NumberLine& found, std::vector<double>& values) const;

    AbsentMark mark_;
    std::size_t max_numbers_;
    Comma comma_ = Comma::Undecided;
};

}  // namespace palpate::session
