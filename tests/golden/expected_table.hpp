#pragma once

#include <optional>
#include <string>
#include <vector>

namespace palpate::golden {

/// A CSV file of tests/golden/expected, cell by cell.
class ExpectedTable {
  public:
    /// expected/NAME.csv. A missing file throws, which fails the test.
    [[nodiscard]] static ExpectedTable withHeader(const std::string& name);
    [[nodiscard]] static ExpectedTable withoutHeader(const std::string& name);

    [[nodiscard]] std::size_t rows() const { return cells_.size(); }
    [[nodiscard]] std::size_t cols(std::size_t row) const { return cells_.at(row).size(); }
    [[nodiscard]] const std::string& text(std::size_t row, const std::string& column) const;
    /// Empty for an empty cell.
    [[nodiscard]] std::optional<double> number(std::size_t row, const std::string& column) const;
    [[nodiscard]] std::optional<double> number(std::size_t row, std::size_t col) const;

  private:
    ExpectedTable(const std::string& name, bool has_header);

    std::vector<std::string> columns_;
    std::vector<std::vector<std::string>> cells_;
};

/// Both empty, or equal to one in a million (or 1e-9 where that is larger): the program and the script add in
/// another order and keep maps as 32-bit floats; nothing else may differ.
[[nodiscard]] bool agrees(std::optional<double> actual, std::optional<double> expected);

}  // namespace palpate::golden
