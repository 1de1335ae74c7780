"""Short texts made shorter still, for links and buttons, which hold some forty bytes.

A code means the same for ever: the dictionary is part of it, and is never changed.
"""

import base64
import binascii
import zlib

LONGEST = 256
"""Characters of a text at most; a code that says more is none."""
_DICTIONARY = (
    "accuracy precision recall learning rate warmup validation test split percent hours minutes "
    "seconds GPUs devices nodes tokens sequence length gradient accumulation steps effective batch "
    "last batch drop_last=True updates samples per epoch training set dataset of examples with "
    "how many parameter updates are there in epochs? I have training samples and a batch size of "
    "how long does it take? what is the how many batches how many iterations in total? "
    "how many steps per epoch? images, batch size 128, 10 epochs: how many iterations? "
    "60,000 images, batch 64, 10 epochs 50000 1000 32 256 16 100 20 5 "
    "一共要更新多少次参数？batch size 设为 学习率设为 如果改成那么 "
    "验证集测试集训练集学习率梯度累积显卡小时分钟秒准确率损失最后一批有多少张丢弃不足 "
    "一共需要迭代多少次？每个 epoch 有多少个批次？总共多少步？每轮多少步？数据集有个样本，"
    "共60000张图片，批大小为128，训练10个epoch，一共多少次迭代？"
    "6万张图，batch 128，10轮，共多少步？"
).encode()
_RAW = -15  # a stream without header and checksum
_BYTES = 4 * LONGEST


def shortened(text: str) -> str:
    """The code of a text, of letters, digits, hyphens and underscores."""
    press = zlib.compressobj(9, zlib.DEFLATED, _RAW, zdict=_DICTIONARY)
    packed = press.compress(text.encode()) + press.flush()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def restored(code: str) -> str | None:
    """The text of a code; None where it is no code of a line of text."""
    unpack = zlib.decompressobj(_RAW, zdict=_DICTIONARY)
    try:
        packed = base64.b64decode(code + "=" * (-len(code) % 4), b"-_", validate=True)
        text = unpack.decompress(packed, _BYTES).decode()
    except (binascii.Error, zlib.error, ValueError):
        return None
    whole = unpack.eof and not unpack.unused_data and len(text) <= LONGEST
    return text if whole and text.isprintable() else None
