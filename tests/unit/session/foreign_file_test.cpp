#include "foreign_file.hpp"

#include <array>
#include <cerrno>
#include <functional>
#include <string>

#include <hdf5.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

#include "inspection_verdict.hpp"
#include "session_samples.hpp"

#include <sys/stat.h>

namespace palpate::session {
namespace {

using ::testing::HasSubstr;

hid_t numbers(hid_t file, const char* name, hsize_t count, hid_t properties)
{
    const hid_t space = H5Screate_simple(1, &count, nullptr);
    const hid_t dataset = H5Dcreate2(file, name, H5T_STD_U16LE, space, H5P_DEFAULT, properties, H5P_DEFAULT);
    H5Sclose(space);
    return dataset;
}

hid_t chunked(hsize_t count)
{
    const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(properties, 1, &count);
    return properties;
}

/// Each does one thing to a good session that this format does not have.
struct Trick {
    const char* name;
    std::function<void(hid_t file)> play;
    const char* reason;
};

class ForeignFile : public ::testing::TestWithParam<Trick> {};

TEST_P(ForeignFile, IsRefusedWithTheObjectsNameBeforeAnythingIsRead)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    samples::makeSession(path, samples::header(6, 5), 10);
    ASSERT_TRUE(inspectForeignFile(path, ForeignFileKind::Session));
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    GetParam().play(file);
    H5Fclose(file);

    const auto inspected = inspectForeignFile(path, ForeignFileKind::Session);
    ASSERT_FALSE(inspected);
    EXPECT_EQ(inspected.error().code, ErrorCode::Corrupt);
    EXPECT_THAT(inspected.error().message, HasSubstr(GetParam().reason));
    const auto session = SessionReader::open(path);
    ASSERT_FALSE(session);
    EXPECT_THAT(session.error().message, HasSubstr("a.h5: "));
}

const std::array kTricks{
    Trick{"ExternalLink",
          [](hid_t file) {
              H5Lcreate_external("/etc/passwd", "/x", file, "elsewhere", H5P_DEFAULT, H5P_DEFAULT);
          },
          "elsewhere leads out of the file"},
    Trick{"ExternalStorage",
          [](hid_t file) {
              const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
              H5Pset_external(properties, "/etc/passwd", 0, 20);
              H5Dclose(numbers(file, "secrets", 10, properties));
              H5Pclose(properties);
          },
          "secrets lies outside the file"},
    Trick{"VirtualDataset",
          [](hid_t file) {
              const hsize_t count = 10;
              const hid_t space = H5Screate_simple(1, &count, nullptr);
              const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
              H5Pset_virtual(properties, space, "/tmp/other.h5", "time", space);
              H5Dclose(numbers(file, "borrowed", count, properties));
              H5Pclose(properties);
              H5Sclose(space);
          },
          "borrowed lies outside the file"},
    Trick{"MoreThanIsThere",
          [](hid_t file) {
              // Two gigabytes of which not a byte was written.
              const hid_t properties = chunked(1000);
              H5Dclose(numbers(file, "bomb", 1'000'000'000, properties));
              H5Pclose(properties);
          },
          "bomb claims 1000000000 values"},
    Trick{"MissingChunks",
          [](hid_t file) {
              const hid_t properties = chunked(1000);
              H5Dclose(numbers(file, "hollow", 2000, properties));
              H5Pclose(properties);
          },
          "hollow: a part of it is missing"},
    Trick{"UnknownFilter",
          [](hid_t file) {
              const hid_t properties = chunked(10);
              H5Pset_nbit(properties);
              H5Dclose(numbers(file, "packed", 10, properties));
              H5Pclose(properties);
          },
          "packed is packed with filter 5"},
    Trick{"VariableText",
          [](hid_t file) {
              const hid_t type = H5Tcopy(H5T_C_S1);
              H5Tset_size(type, H5T_VARIABLE);
              const hid_t space = H5Screate(H5S_SCALAR);
              const hid_t attribute = H5Acreate2(file, "comment", type, space, H5P_DEFAULT, H5P_DEFAULT);
              const char* text = "of any length";
              H5Awrite(attribute, type, &text);
              H5Aclose(attribute);
              H5Sclose(space);
              H5Tclose(type);
          },
          "comment is of variable length"},
    Trick{"TextDataset",
          [](hid_t file) {
              const hid_t space = H5Screate(H5S_SCALAR);
              H5Dclose(H5Dcreate2(file, "words", H5T_C_S1, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
              H5Sclose(space);
          },
          "words does not hold numbers"},
};

INSTANTIATE_TEST_SUITE_P(Tricks, ForeignFile, ::testing::ValuesIn(kTricks),
                         [](const auto& of) { return std::string{of.param.name}; });

TEST(ForeignFile, OfAnotherProgramMayHoldWhatASessionMayNot)
{
    const support::TempDir folder;
    const auto path = folder / "b.h5";
    const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_EXCL, H5P_DEFAULT, H5P_DEFAULT);
    const std::array<std::uint16_t, 4> values{1, 2, 3, 4};
    const hid_t dataset = numbers(file, "readings", values.size(), H5P_DEFAULT);
    H5Dwrite(dataset, H5T_NATIVE_USHORT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    H5Dclose(dataset);
    H5Fclose(file);
    EXPECT_TRUE(inspectForeignFile(path, ForeignFileKind::OtherHdf5));
    const auto as_session = inspectForeignFile(path, ForeignFileKind::Session);
    ASSERT_FALSE(as_session);
    EXPECT_THAT(as_session.error().message, HasSubstr("not a Palpate session: use 'palpate import'"));
}

TEST(ForeignFile, ThatIsNoFileIsRefusedWithoutWaitingForIt)
{
    const support::TempDir folder;
    ASSERT_EQ(::mkfifo((folder / "pipe.h5").c_str(), 0600), 0);
    for (const auto& path : {folder / "pipe.h5", folder.path()}) {
        const auto inspected = inspectForeignFile(path, ForeignFileKind::Session);
        ASSERT_FALSE(inspected);
        EXPECT_THAT(inspected.error().message, HasSubstr("is not a file"));
    }
    const auto missing = inspectForeignFile(folder / "none.h5", ForeignFileKind::Session);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
}

TEST(InspectionVerdict, ComesBackAsItWasGiven)
{
    const auto clean = readVerdict(writeVerdict({}));
    ASSERT_TRUE(clean);
    EXPECT_TRUE(*clean);
    const auto bad = readVerdict(writeVerdict(fail(ErrorCode::Corrupt, "time: wrong checksum")));
    ASSERT_TRUE(bad);
    ASSERT_FALSE(*bad);
    EXPECT_EQ(bad->error().code, ErrorCode::Corrupt);
    EXPECT_EQ(bad->error().message, "time: wrong checksum");
}

TEST(InspectionVerdict, CutShortIsNone)
{
    const std::string whole = writeVerdict(fail(ErrorCode::Corrupt, "time: wrong checksum"));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(readVerdict(whole.substr(0, size))) << size;
    }
    EXPECT_FALSE(readVerdict("clea"));
    EXPECT_FALSE(readVerdict("99 no such code\n"));
}

}  // namespace
}  // namespace palpate::session
