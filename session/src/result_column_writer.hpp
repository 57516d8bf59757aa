#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "h5_datasets.hpp"
#include "result_columns.hpp"
#include "session_layout.hpp"

namespace palpate::session {

/// Writes one column of results into a table of the session file, by the kind of its value. A text stands in
/// attributes, which the table's own writer makes.
template <typename Row>
class ColumnWriter {
  public:
    ColumnWriter(h5::TableWriter& table, const std::vector<Row>& rows, std::string_view name,
                 const ResultColumn<Row>& column)
        : table_{table}, rows_{rows}, name_{name}, column_{column}
    {}

    void operator()(std::optional<double> (*value)(const Row&)) const
    {
        table_.column(name_, map<double>([value](const Row& row) { return value(row).value_or(kMissing); }),
                      column_.unit, column_.definition, std::optional{kMissing});
    }
    void operator()(std::optional<int> (*value)(const Row&)) const
    {
        const auto ratings = map<std::int8_t>([value](const Row& row) {
            const auto rating = value(row);
            return rating ? static_cast<std::int8_t>(*rating) : kNoRating;
        });
        table_.column(name_, ratings, column_.unit, column_.definition, std::optional{kNoRating});
    }
    void operator()(std::size_t (*value)(const Row&)) const
    {
        table_.column(name_, map<std::uint32_t>([value](const Row& row) {
                          return static_cast<std::uint32_t>(value(row));
                      }),
                      column_.unit, column_.definition);
    }
    void operator()(bool (*value)(const Row&)) const
    {
        const auto values = map<std::uint8_t>(
            [value](const Row& row) { return static_cast<std::uint8_t>(value(row) ? 1 : 0); });
        table_.flags(name_, values, {.values = {0, 1}, .meanings = "no yes"}, column_.definition);
    }
    void operator()(std::string (* /*text*/)(const Row&)) const {}
    void operator()(const WordOf<Row>& value) const
    {
        std::vector<std::uint8_t> codes;
        std::string meanings;
        for (const std::string_view word : value.words) {
            codes.push_back(static_cast<std::uint8_t>(codes.size()));
            meanings += (meanings.empty() ? "" : " ") + std::string{word};
        }
        table_.flags(name_, map<std::uint8_t>(value.code), {.values = codes, .meanings = meanings},
                     column_.definition);
    }
    void operator()(const FlagsOf<Row>& value) const
    {
        table_.flags(name_, map<std::uint8_t>(value.flags), placeFlags(), column_.definition);
    }

  private:
    static constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

    template <typename T, typename Value>
    [[nodiscard]] std::vector<T> map(Value value) const
    {
        std::vector<T> values;
        values.reserve(rows_.size());
        for (const Row& row : rows_) {
            values.push_back(value(row));
        }
        return values;
    }

    h5::TableWriter& table_;
    const std::vector<Row>& rows_;
    std::string_view name_;
    const ResultColumn<Row>& column_;
};

}  // namespace palpate::session
