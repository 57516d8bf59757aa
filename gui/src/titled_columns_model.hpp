#pragma once

#include <vector>

#include <QAbstractTableModel>
#include <QString>

namespace palpate::gui {

struct TitledColumn {
    /// Of one line or more.
    QString title;
    /// Shown over the title.
    QString hint{};
    /// Of title and cells.
    Qt::AlignmentFlag side = Qt::AlignLeft;
};

/// A table under titled columns. The model that derives from it holds the lines and says what stands in them.
class TitledColumnsModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    TitledColumnsModel(std::vector<TitledColumn> columns, QObject* parent);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const final;
    /// What is read aloud is what is shown, unless cell() says otherwise.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const final;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

  protected:
    [[nodiscard]] virtual int lineCount() const = 0;
    /// Of a line that there is; not asked for the alignment.
    [[nodiscard]] virtual QVariant cell(int line, int column, int role) const = 0;

    void setTitle(int column, const QString& title);
    /// It looks otherwise now.
    void lineChanged(int line);
    void allLinesChanged();

  private:
    std::vector<TitledColumn> columns_;
};

}  // namespace palpate::gui
