#include "time_lapse_group.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>
#include <vector>

#include "h5_attributes.hpp"
#include "h5_datasets.hpp"

namespace palpate::session {

namespace {

struct LapseSize {
    hsize_t pictures = 0;
    hsize_t rows = 0;
    hsize_t cols = 0;

    [[nodiscard]] std::size_t cells() const { return static_cast<std::size_t>(rows * cols); }
};

std::vector<double> blockCentres(hsize_t count, int block_cells, double pitch_mm)
{
    std::vector<double> places_mm;
    places_mm.reserve(count);
    for (hsize_t i = 0; i < count; ++i) {
        places_mm.push_back((static_cast<double>(i) + 0.5) * block_cells * pitch_mm);
    }
    return places_mm;
}

/// One of the three dimensions, as a table of its own.
Result<h5::Handle> writeScale(hid_t group, const char* name, const std::vector<double>& values,
                              std::string_view units, std::string_view long_name)
{
    h5::TableWriter table{group, nullptr};
    table.column(name, values, units, long_name);
    return table.result() ? h5::openDataset(group, name) : fail(table.result().error());
}

Result<void> writePictures(hid_t group, const TimeLapse& lapse, const LapseSize& size,
                           const std::array<const h5::Handle*, 3>& scales)
{
    std::vector<float> kpa;
    kpa.reserve(size.pictures * size.cells());
    for (const CellArray<float>& picture : lapse.pictures) {
        kpa.insert(kpa.end(), picture.data(), picture.data() + picture.size());
    }
    const std::vector<hsize_t> extent{size.pictures, size.rows, size.cols};
    const auto dataset =
        h5::createDataset(group, "pressure", h5::numericType<float>(), {.size = extent, .chunk = extent});
    if (!dataset) {
        return fail(dataset.error());
    }
    if (H5Dwrite(dataset->get(), h5::numericType<float>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, kpa.data()) < 0) {
        return h5::failure(ErrorCode::Io, "thumbnails cannot be written");
    }
    for (unsigned dimension = 0; dimension < scales.size(); ++dimension) {
        if (auto attached = h5::attachScale(*dataset, *scales.at(dimension), dimension); !attached) {
            return attached;
        }
    }
    h5::AttributeWriter attributes{dataset->get()};
    attributes.text("units", "kPa")
        .text("long_name", "highest pressure of the block of cells, until the next picture begins")
        .number("_FillValue", std::numeric_limits<float>::quiet_NaN());
    return attributes.result();
}

Result<LapseSize> checkedSize(const h5::Handle& dataset, std::size_t pictures)
{
    const auto shape = h5::checkedShape(dataset, "pressure", h5::numericType<float>());
    if (!shape) {
        return fail(shape.error());
    }
    constexpr hsize_t kMostCells = TimeLapse::kMostPictureCells;
    if (shape->size() != 3 || (*shape)[0] != pictures || (*shape)[1] < 1 || (*shape)[1] > kMostCells ||
        (*shape)[2] < 1 || (*shape)[2] > kMostCells) {
        return fail(ErrorCode::Corrupt, "metrics/thumbnails: not the shape of thumbnails");
    }
    return LapseSize{.pictures = (*shape)[0], .rows = (*shape)[1], .cols = (*shape)[2]};
}

}  // namespace

Result<void> writeTimeLapse(hid_t metrics, const TimeLapse& lapse, const Pitches& pitches)
{
    const auto group = h5::createGroup(metrics, "thumbnails");
    if (!group || lapse.pictures.empty()) {
        return group ? Result<void>{} : fail(group.error());
    }
    const LapseSize size{.pictures = lapse.pictures.size(),
                         .rows = static_cast<hsize_t>(lapse.pictures.front().rows()),
                         .cols = static_cast<hsize_t>(lapse.pictures.front().cols())};
    h5::AttributeWriter attributes{group->get()};
    attributes.number("picture_s", lapse.picture_s)
        .number("block_cells", static_cast<std::int32_t>(lapse.block_cells));
    if (!attributes.result()) {
        return attributes.result();
    }
    const auto time = writeScale(group->get(), "start_s", lapse.start_s, "s", "start of the picture's time");
    if (!time) {
        return fail(time.error());
    }
    const auto y = writeScale(group->get(), "y", blockCentres(size.rows, lapse.block_cells, pitches.y_mm),
                              "mm", "place along a column, centre of the block");
    if (!y) {
        return fail(y.error());
    }
    const auto x = writeScale(group->get(), "x", blockCentres(size.cols, lapse.block_cells, pitches.x_mm),
                              "mm", "place along a row, centre of the block");
    if (!x) {
        return fail(x.error());
    }
    return writePictures(group->get(), lapse, size, {&*time, &*y, &*x});
}

Result<TimeLapse> readTimeLapse(hid_t metrics)
{
    const auto group = h5::openGroup(metrics, "thumbnails");
    if (!group) {
        return fail(group.error());
    }
    TimeLapse lapse;
    if (!h5::exists(group->get(), "start_s")) {
        return lapse;
    }
    auto start_s = h5::readColumn<double>(group->get(), "start_s", "s", TimeLapse::kMostPictures);
    if (!start_s) {
        return fail(start_s.error());
    }
    const auto dataset = h5::openDataset(group->get(), "pressure");
    if (!dataset) {
        return fail(dataset.error());
    }
    const auto size = checkedSize(*dataset, start_s->size());
    if (!size) {
        return fail(size.error());
    }
    std::vector<float> kpa(size->pictures * size->cells());
    if (H5Dread(dataset->get(), h5::numericType<float>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, kpa.data()) < 0) {
        return h5::failure(ErrorCode::Corrupt, "metrics/thumbnails cannot be read");
    }
    lapse.picture_s = h5::readNumber<double>(group->get(), "picture_s").value_or(0.0);
    lapse.block_cells = std::max(1, h5::readNumber<std::int32_t>(group->get(), "block_cells").value_or(1));
    lapse.start_s = std::move(*start_s);
    lapse.pictures.reserve(size->pictures);
    for (std::size_t i = 0; i < size->pictures; ++i) {
        CellArray<float> picture(static_cast<Eigen::Index>(size->rows),
                                 static_cast<Eigen::Index>(size->cols));
        std::copy_n(kpa.data() + i * size->cells(), size->cells(), picture.data());
        lapse.pictures.push_back(std::move(picture));
    }
    return lapse;
}

}  // namespace palpate::session
