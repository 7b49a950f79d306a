"""One function for each rule of Phụ lục I, Nghị định 30/2020/NĐ-CP; each takes the boxes and returns an outcome."""
