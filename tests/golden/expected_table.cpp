#include "expected_table.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

namespace palpate::golden {

namespace {

constexpr double kRelative = 1e-6;
constexpr double kAbsolute = 1e-9;

std::vector<std::string> split(const std::string& line)
{
    std::vector<std::string> cells;
    std::size_t start = 0;
    while (true) {
        const std::size_t comma = line.find(',', start);
        cells.push_back(line.substr(start, comma - start));
        if (comma == std::string::npos) {
            return cells;
        }
        start = comma + 1;
    }
}

}  // namespace

ExpectedTable::ExpectedTable(const std::string& name, bool has_header)
{
    std::ifstream in{PALPATE_SOURCE_DIR "/tests/golden/expected/" + name + ".csv"};
    if (!in) {
        throw std::runtime_error("expected/" + name + ".csv is missing");
    }
    std::string line;
    if (has_header && std::getline(in, line)) {
        columns_ = split(line);
    }
    while (std::getline(in, line)) {
        cells_.push_back(split(line));
    }
}

ExpectedTable ExpectedTable::withHeader(const std::string& name)
{
    return ExpectedTable{name, true};
}

ExpectedTable ExpectedTable::withoutHeader(const std::string& name)
{
    return ExpectedTable{name, false};
}

const std::string& ExpectedTable::text(std::size_t row, const std::string& column) const
{
    const auto found = std::find(columns_.begin(), columns_.end(), column);
    if (found == columns_.end()) {
        throw std::runtime_error("no expected column " + column);
    }
    return cells_.at(row).at(static_cast<std::size_t>(found - columns_.begin()));
}

std::optional<double> ExpectedTable::number(std::size_t row, const std::string& column) const
{
    const std::string& cell = text(row, column);
    return cell.empty() ? std::nullopt : std::optional{std::stod(cell)};
}

std::optional<double> ExpectedTable::number(std::size_t row, std::size_t col) const
{
    const std::string& cell = cells_.at(row).at(col);
    return cell.empty() ? std::nullopt : std::optional{std::stod(cell)};
}

bool agrees(std::optional<double> actual, std::optional<double> expected)
{
    if (!actual || !expected) {
        return !actual && !expected;
    }
    return std::abs(*actual - *expected) <= std::max(kAbsolute, kRelative * std::abs(*expected));
}

}  // namespace palpate::golden
