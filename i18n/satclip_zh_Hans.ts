<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_Hans">
<context>
    <name>@default</name>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="18"/>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>Add embeddings to a layer</source>
        <translation>为图层添加嵌入向量</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>satclip,embedding,location,satellite,features,enrich,machine learning</source>
        <translation>satclip,embedding,嵌入,位置,卫星,特征,要素,扩充,机器学习</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="63"/>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="73"/>
        <source>Number of principal components</source>
        <translation>主成分数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="79"/>
        <source>Layer with embeddings</source>
        <translation>带嵌入向量的图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Features with an embedding</source>
        <translation>有嵌入向量的要素数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Number of fields added</source>
        <translation>添加的字段数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="124"/>
        <source>The output could not be written: {reason}</source>
        <translation>无法写入输出：{reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>satclip,embedding,raster,map,pca,principal components,satellite,machine learning</source>
        <translation>satclip,embedding,嵌入,栅格,地图,pca,主成分,卫星,机器学习</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="79"/>
        <source>Extent</source>
        <translation>范围</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="51"/>
        <source>Pixel size</source>
        <translation>像素大小</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="61"/>
        <source>Number of principal components (bands)</source>
        <translation>主成分数（波段数）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="67"/>
        <source>Embedding map</source>
        <translation>嵌入地图</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Width in pixels</source>
        <translation>宽度（像素）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Height in pixels</source>
        <translation>高度（像素）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>Set up the backend</source>
        <translation>设置后端</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>satclip,install,torch,pytorch,python,environment</source>
        <translation>satclip,安装,torch,pytorch,python,环境</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="71"/>
        <source>The extent (EXTENT) has no area: {west}, {east}, {south}, {north} (xmin, xmax, ymin, ymax).</source>
        <translation>范围 (EXTENT) 没有面积：{west}, {east}, {south}, {north} (xmin, xmax, ymin, ymax)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="104"/>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="79"/>
        <source>Add embeddings to a layer…</source>
        <translation>为图层添加嵌入向量…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="179"/>
        <source>Set up the backend…</source>
        <translation>设置后端…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="52"/>
        <source>Options…</source>
        <translation>选项…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Clusters</source>
        <translation>聚类</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="93"/>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="388"/>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="131"/>
        <source>Similarity at the cursor: {value}</source>
        <translation>光标处的相似度：{value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="72"/>
        <source>Add live embedding layer</source>
        <translation>添加实时嵌入图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="73"/>
        <source>Similar places</source>
        <translation>相似地点</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="335"/>
        <source>Similarity: {value}</source>
        <translation>相似度：{value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="89"/>
        <source>Live embeddings ({encoder})</source>
        <translation>实时嵌入 ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="90"/>
        <source>Live similarity ({encoder})</source>
        <translation>实时相似度 ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="91"/>
        <source>Live clusters ({encoder})</source>
        <translation>实时聚类 ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>satclip,embedding,raster,map,similarity,similar places,search,satellite</source>
        <translation>satclip,embedding,嵌入,栅格,地图,相似度,相似地点,搜索,卫星</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="78"/>
        <source>Similarity map</source>
        <translation>相似度地图</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>satclip,embedding,raster,map,cluster,k-means,classification,regions,satellite</source>
        <translation>satclip,embedding,嵌入,栅格,地图,聚类,k-means,k均值,分类,分区,卫星</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="62"/>
        <source>Number of clusters</source>
        <translation>聚类数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="59"/>
        <source>Cluster map</source>
        <translation>聚类地图</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="83"/>
        <source>correct</source>
        <translation>正确</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="84"/>
        <source>incorrect</source>
        <translation>错误</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="69"/>
        <source>Gradient boosting</source>
        <translation>梯度提升</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="72"/>
        <source>Neural network (MLP)</source>
        <translation>神经网络 (MLP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>Estimator</source>
        <translation>估计器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Regression</source>
        <translation>回归</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Classification</source>
        <translation>分类</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="166"/>
        <source>Number of folds</source>
        <translation>折数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="108"/>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="107"/>
        <source>SatCLIP models (*.satclip)</source>
        <translation>SatCLIP 模型 (*.satclip)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="219"/>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="106"/>
        <source>HTML files (*.html)</source>
        <translation>HTML 文件 (*.html)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="72"/>
        <source>Reading the layer</source>
        <translation>正在读取图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>satclip,predict,prediction,model,regression,classification,uncertainty</source>
        <translation>satclip,预测,模型,回归,分类,不确定性</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="65"/>
        <source>Layer with predictions</source>
        <translation>带预测的图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>satclip,evaluate,generalisation,transfer,regions,continents,zero-shot,model</source>
        <translation>satclip,评估,泛化,迁移,区域,大洲,零样本,模型</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="74"/>
        <source>Scores by region</source>
        <translation>各区域的得分</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="75"/>
        <source>Number of regions</source>
        <translation>区域数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>Compare encoders</source>
        <translation>比较编码器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>satclip,compare,encoder,embedding,benchmark,resolution,degree</source>
        <translation>satclip,比较,编码器,embedding,嵌入,基准,分辨率,阶数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="76"/>
        <source>Scores by encoder</source>
        <translation>各编码器的得分</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/columns.py" line="74"/>
        <source>The layer “{layer}” has no field “{field}”.</source>
        <translation>图层“{layer}”没有字段“{field}”。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="127"/>
        <source>The layer “{layer}” has no features.</source>
        <translation>图层“{layer}”没有要素。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>satclip,predict,prediction,map,raster,model,uncertainty,applicability</source>
        <translation>satclip,预测,地图,栅格,模型,不确定性,适用性</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="77"/>
        <source>Prediction map</source>
        <translation>预测地图</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>Fit a model</source>
        <translation>拟合模型</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>satclip,regression,classification,machine learning,cross-validation,predict,model</source>
        <translation>satclip,回归,分类,机器学习,交叉验证,预测,模型</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="135"/>
        <source>Name of the score</source>
        <translation>得分名称</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="107"/>
        <source>Model card</source>
        <translation>模型卡片</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="177"/>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="178"/>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="179"/>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="180"/>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="181"/>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="182"/>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="40"/>
        <source>No evaluation yet</source>
        <translation>尚无评估结果</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="166"/>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>held out</source>
        <translation>留出</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>top 1</source>
        <translation>top 1</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>top 10</source>
        <translation>top 10</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="116"/>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="223"/>
        <source>The layer “{layer}” can't be read.</source>
        <translation>无法读取图层“{layer}”。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>Pretrain an encoder</source>
        <translation>预训练编码器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>satclip,pretrain,train,encoder,imagery,satellite,machine learning,self-supervised</source>
        <translation>satclip,预训练,训练,编码器,影像,卫星,机器学习,自监督</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="20"/>
        <source>Images</source>
        <translation>影像</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="69"/>
        <source>Or a folder of patches</source>
        <translation>或影像块文件夹</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="86"/>
        <source>My region</source>
        <translation>我的区域</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="106"/>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="109"/>
        <source>Training steps</source>
        <translation>训练步数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>satclip,sample,imagery,patches,chips,tiles,pretrain,satellite</source>
        <translation>satclip,采样,影像,影像块,切片,瓦片,预训练,卫星</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="58"/>
        <source>The folder {folder} can&apos;t be read: {reason}.</source>
        <translation>无法读取文件夹 {folder}：{reason}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="36"/>
        <source>{file} can&apos;t be written: the folder {folder} does not exist.</source>
        <translation>无法写入 {file}：文件夹 {folder} 不存在。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="132"/>
        <source>{file} can&apos;t be read or written: {reason}.</source>
        <translation>无法读取或写入 {file}：{reason}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="132"/>
        <source>A file</source>
        <translation>某个文件</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="310"/>
        <source> and {count} more</source>
        <translation> 以及另外 {count} 个</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Principal components (RGB)</source>
        <translation>主成分 (RGB)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Similarity to locations</source>
        <translation>与指定地点的相似度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="54"/>
        <source>Add a raster layer that is rendered while you pan and zoom</source>
        <translation>添加一个栅格图层，它会在平移和缩放时渲染</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="56"/>
        <source>Apply these settings to the selected live layer</source>
        <translation>将这些设置应用于所选的实时图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="68"/>
        <source>Map the similarity to the selected features of the current point layer</source>
        <translation>绘制与当前点图层中所选要素的相似度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="50"/>
        <source>Pretraining runs</source>
        <translation>预训练运行</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="65"/>
        <source>Stop the run and save a checkpoint</source>
        <translation>停止运行并保存检查点</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="67"/>
        <source>Resume the stopped run from its checkpoint</source>
        <translation>从检查点继续已停止的运行</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="73"/>
        <source>Delete the run and its images. A finished encoder is kept.</source>
        <translation>删除该运行及其影像。已完成的编码器会保留。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="76"/>
        <source>Create an embedding map with the encoder of this run</source>
        <translation>用此运行的编码器创建嵌入地图</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="151"/>
        <source>There are no runs yet. Click “New run…”.</source>
        <translation>还没有运行。请单击“新建运行…”。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="155"/>
        <source>Delete the run “{run}”, its images and its checkpoints?</source>
        <translation>删除运行“{run}”及其影像和检查点吗？</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="31"/>
        <source>Loss and retrieval accuracy</source>
        <translation>损失与检索准确率</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="47"/>
        <source>Step {step}: training loss {loss}, held-out loss {held_out}; retrieval top 1 {top1}, top 10 {top10}</source>
        <translation>第 {step} 步：训练损失 {loss}，留出损失 {held_out}；检索 top 1 {top1}，top 10 {top10}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="93"/>
        <source>The curves appear after the first evaluation.</source>
        <translation>首次评估后显示曲线。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>Retrieval accuracy</source>
        <translation>检索准确率</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="138"/>
        <source>The encoder “{encoder}” has finished training and is now available.</source>
        <translation>编码器“{encoder}”已完成训练，现在可以使用。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="154"/>
        <source>The backend is still processing the previous request.</source>
        <translation>后端仍在处理上一个请求。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="38"/>
        <source>Testing the SatCLIP backend</source>
        <translation>正在测试 SatCLIP 后端</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="55"/>
        <source>The backend works: version {version}, device {device}, {count} encoders.</source>
        <translation>后端工作正常：版本 {version}，设备 {device}，{count} 个编码器。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="72"/>
        <source>Python executable of the backend</source>
        <translation>后端的 Python 可执行文件</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="86"/>
        <source>Leave the path empty to use the environment that “Set up the backend” installs. To use another environment, enter the path of its Python executable. The environment must contain the package satclip-backend.</source>
        <translation>路径留空则使用由“设置后端”安装的环境。要使用其他环境，请输入其 Python 可执行文件的路径。该环境必须包含 satclip-backend 包。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="197"/>
        <source>The backend is not installed. Run the algorithm “Set up the backend”.</source>
        <translation>后端尚未安装。请运行算法“设置后端”。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="198"/>
        <source>Not tested yet: {python}</source>
        <translation>尚未测试：{python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="161"/>
        <source>Testing…</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="258"/>
        <source>This point is not on Earth. Click elsewhere.</source>
        <translation>该点不在地球上。请单击其他位置。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="288"/>
        <source>Select features of a point layer first.</source>
        <translation>请先选择点图层的要素。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="291"/>
        <source>{count} points are selected. The maximum is {most}, so only the first {most} are used.</source>
        <translation>已选择 {count} 个点。最多为 {most} 个，因此只使用前 {most} 个。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="384"/>
        <source>Starting the SatCLIP backend…</source>
        <translation>正在启动 SatCLIP 后端…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="394"/>
        <source>The live layer can&apos;t be rendered. {reason}</source>
        <translation>无法渲染实时图层。{reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="58"/>
        <source>The extent (EXTENT) is not finite. Choose another extent.</source>
        <translation>范围 (EXTENT) 不是有限值。请选择其他范围。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="69"/>
        <source>The pixel size (PIXEL_SIZE) must be greater than 0.</source>
        <translation>像素大小 (PIXEL_SIZE) 必须大于 0。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="152"/>
        <source>The extent (EXTENT) can&apos;t be transformed to {crs}. Choose another CRS or extent.</source>
        <translation>无法将范围 (EXTENT) 转换到 {crs}。请选择其他 CRS 或范围。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="56"/>
        <source>Target field</source>
        <translation>目标字段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="70"/>
        <source>Linear (ridge or logistic regression)</source>
        <translation>线性（岭回归或逻辑回归）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="71"/>
        <source>Nearest neighbours (no embeddings)</source>
        <translation>最近邻（不使用嵌入向量）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="73"/>
        <source>Automatic (best score)</source>
        <translation>自动（得分最高）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="92"/>
        <source>Additional predictor fields</source>
        <translation>附加预测变量字段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="108"/>
        <source>Use coordinates as predictors</source>
        <translation>将坐标用作预测变量</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Model type</source>
        <translation>模型类型</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="134"/>
        <source>Units of the target field</source>
        <translation>目标字段的单位</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="135"/>
        <source>Weight field</source>
        <translation>权重字段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="145"/>
        <source>Group field</source>
        <translation>分组字段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Cross-validation</source>
        <translation>交叉验证</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Match prediction distances (kNNDM)</source>
        <translation>匹配预测距离 (kNNDM)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Spatial blocks of equal area</source>
        <translation>等面积空间块</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Leave one group out</source>
        <translation>留一组法</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Random folds (optimistic)</source>
        <translation>随机折（偏乐观）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="167"/>
        <source>Block size in km (0: automatic)</source>
        <translation>块大小（km，0：自动）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="180"/>
        <source>Prediction area</source>
        <translation>预测区域</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="95"/>
        <source>Random seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="239"/>
        <source>Leave-one-group-out cross-validation (FOLDS) needs a group field (GROUPS).</source>
        <translation>留一组交叉验证 (FOLDS) 需要分组字段 (GROUPS)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="292"/>
        <source>The model file {path} (MODEL_FILE) does not exist.</source>
        <translation>模型文件 {path} (MODEL_FILE) 不存在。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="111"/>
        <source>The file {file} ({name}) contains several images ({images}). Add them to the project (Layer &gt; Add Layer &gt; Add Raster Layer) and choose them there.</source>
        <translation>文件 {file} ({name}) 包含多幅影像（{images}）。请将它们添加到工程（图层 &gt; 添加图层 &gt; 添加栅格图层），然后在那里选择。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="117"/>
        <source>The layer “{layer}” ({name}) is not a raster layer. Choose a raster layer.</source>
        <translation>图层“{layer}”({name}) 不是栅格图层。请选择栅格图层。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="123"/>
        <source>The layer “{layer}” ({name}) is a web map service (WMS, XYZ). Choose the original images, or export the layer as a GeoTIFF first.</source>
        <translation>图层“{layer}”({name}) 是网络地图服务（WMS、XYZ）。请选择原始影像，或先将图层导出为 GeoTIFF。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="138"/>
        <source>The layer “{layer}” ({name}) has no coordinate reference system. Set it in the layer properties (Source).</source>
        <translation>图层“{layer}”({name}) 没有坐标参照系。请在图层属性（源）中设置。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="101"/>
        <source>Sending the layer “{layer}” to the backend</source>
        <translation>正在将图层“{layer}”发送到后端</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="104"/>
        <source>The layer “{layer}” does not overlap the extent.</source>
        <translation>图层“{layer}”与范围不重叠。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="83"/>
        <source>No image overlaps the extent. Choose another extent.</source>
        <translation>没有与范围重叠的影像。请选择其他范围。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="148"/>
        <source>The layer “{layer}” is too large: {pixels} pixels take {size:.1f} GB. The maximum is {most:.1f} GB. Choose a smaller extent, or use the command line (satclip-backend).</source>
        <translation>图层“{layer}”过大：{pixels} 个像素占用 {size:.1f} GB。最大为 {most:.1f} GB。请选择较小的范围，或使用命令行 (satclip-backend)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="243"/>
        <source>The layer “{layer}” can't be read, or its copy can't be written to {folder}.</source>
        <translation>无法读取图层“{layer}”，或无法将其副本写入 {folder}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="37"/>
        <source>{folder} (OUTPUT) is a file. Choose a folder.</source>
        <translation>{folder} (OUTPUT) 是文件。请选择文件夹。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="96"/>
        <source>The backend sent patches that can&apos;t be read ({reason}). Run the algorithm again.</source>
        <translation>后端发送的影像块无法读取（{reason}）。请重新运行算法。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="128"/>
        <source>The folder {folder} (OUTPUT) contains patches made with other settings. Choose another folder, or use the same images and patch settings to continue.</source>
        <translation>文件夹 {folder} (OUTPUT) 包含用其他设置生成的影像块。请选择其他文件夹，或使用相同的影像和影像块设置以继续。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="136"/>
        <source>The patches can&apos;t be written to {folder} (OUTPUT): {reason}. Free some disk space or choose another folder. Existing patches are kept, and the next run continues from there.</source>
        <translation>无法将影像块写入 {folder} (OUTPUT)：{reason}。请释放一些磁盘空间或选择其他文件夹。现有影像块会保留，下次运行将从该处继续。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>Predict features</source>
        <translation>预测要素</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>Adds predictions of a model to the features of a layer, with uncertainty and applicability.</source>
        <translation>为图层的要素添加模型预测，并给出不确定性和适用性。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="77"/>
        <source>Prefix for new fields</source>
        <translation>新字段的前缀</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="67"/>
        <source>Features with a prediction</source>
        <translation>有预测的要素数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="68"/>
        <source>Features outside the area of applicability</source>
        <translation>适用区域外的要素数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="70"/>
        <source>Target field of the model</source>
        <translation>模型的目标字段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="102"/>
        <source>The layer “{layer}” changed during the prediction. Run the algorithm again.</source>
        <translation>图层“{layer}”在预测过程中发生了更改。请重新运行算法。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/fields.py" line="42"/>
        <source>The layer already has a field “{name}”. Choose another prefix (PREFIX).</source>
        <translation>图层已有字段“{name}”。请选择其他前缀 (PREFIX)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>Evaluate a model on held-out regions</source>
        <translation>在留出区域上评估模型</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>Scores a model on continents or other regions that are held out of training.</source>
        <translation>在未参与训练的大洲或其他区域上为模型评分。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="58"/>
        <source>Layer with the target field</source>
        <translation>含目标字段的图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="70"/>
        <source>Region field</source>
        <translation>区域字段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="75"/>
        <source>Score on regions without training points</source>
        <translation>在没有训练点的区域上的得分</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/outputs.py" line="171"/>
        <source>{file} already exists. Enter the full file name to replace it, or choose another name.</source>
        <translation>{file} 已存在。要替换它，请输入完整的文件名，否则请选择其他名称。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>Adds the SatCLIP location embedding of each feature as new fields.</source>
        <translation>将每个要素的 SatCLIP 位置嵌入向量添加为新字段。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="71"/>
        <source>All embedding dimensions</source>
        <translation>嵌入向量的所有维度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="71"/>
        <source>Principal components only</source>
        <translation>仅主成分</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="72"/>
        <source>Fields to add</source>
        <translation>要添加的字段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Features without an embedding</source>
        <translation>没有嵌入向量的要素数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="179"/>
        <source>The encoder has {dimension} components, but COMPONENTS is {components}. Enter a smaller number.</source>
        <translation>编码器有 {dimension} 个成分，但 COMPONENTS 为 {components}。请输入较小的数值。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="34"/>
        <source>{file} is a folder. Enter a file name.</source>
        <translation>{file} 是文件夹。请输入文件名。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="42"/>
        <source>{file} is read-only. Choose another name, or make the file writable.</source>
        <translation>{file} 是只读的。请选择其他名称，或将文件设为可写。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="123"/>
        <source>{file} can&apos;t be written: {reason}. Choose another location, or close the program that uses the file.</source>
        <translation>无法写入 {file}：{reason}。请选择其他位置，或关闭正在使用该文件的程序。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="65"/>
        <source>Output CRS</source>
        <translation>输出 CRS</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="71"/>
        <source>Compute each pixel exactly (slower)</source>
        <translation>精确计算每个像素（较慢）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Valid pixels</source>
        <translation>有效像素数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="79"/>
        <source>The output CRS (CRS) is not valid. Choose another CRS.</source>
        <translation>输出 CRS (CRS) 无效。请选择其他 CRS。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="168"/>
        <source>The backend did not return “{name}”. Run the algorithm again.</source>
        <translation>后端未返回“{name}”。请重新运行算法。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/conflicts.py" line="83"/>
        <source>“{output}” ({name}) would overwrite {file}, which is an input (“{input}”). Choose another file.</source>
        <translation>“{output}”({name}) 会覆盖 {file}，而该文件是输入（“{input}”）。请选择其他文件。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/conflicts.py" line="96"/>
        <source>“{output}” ({name}) and “{other}” ({other_name}) would both write to {file}. Choose different files.</source>
        <translation>“{output}”({name}) 和“{other}”({other_name}) 都会写入 {file}。请选择不同的文件。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>Trains a SatCLIP encoder on satellite imagery of a region.</source>
        <translation>用某个区域的卫星影像训练 SatCLIP 编码器。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="82"/>
        <source>Or polygons</source>
        <translation>或多边形</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="86"/>
        <source>Encoder name</source>
        <translation>编码器名称</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="89"/>
        <source>Training time in minutes</source>
        <translation>训练时间（分钟）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="90"/>
        <source>Run in the background</source>
        <translation>在后台运行</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="100"/>
        <source>Resume the stopped run with this name</source>
        <translation>继续此名称的已停止运行</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="115"/>
        <source>Encoder id</source>
        <translation>编码器 ID</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="110"/>
        <source>Top-1 retrieval accuracy on held-out points (0 to 1)</source>
        <translation>留出点的 top 1 检索准确率（0 到 1）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="111"/>
        <source>Top-10 retrieval accuracy on held-out points (0 to 1)</source>
        <translation>留出点的 top 10 检索准确率（0 到 1）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="112"/>
        <source>Held-out loss</source>
        <translation>留出损失</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="113"/>
        <source>Training time in seconds</source>
        <translation>训练时间（秒）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="159"/>
        <source>Predict image features</source>
        <translation>预测影像特征</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="160"/>
        <source>Contrastive (CLIP, as published)</source>
        <translation>对比（CLIP，与论文一致）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="161"/>
        <source>Contrastive (SigLIP)</source>
        <translation>对比 (SigLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="163"/>
        <source>Predict features and contrastive (CLIP)</source>
        <translation>预测特征加对比 (CLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="170"/>
        <source>Random convolutional features (MOSAIKS)</source>
        <translation>随机卷积特征 (MOSAIKS)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="171"/>
        <source>Small untrained CNN</source>
        <translation>未经训练的小型 CNN</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="172"/>
        <source>MoCo ResNet18 (Sentinel-2, downloaded)</source>
        <translation>MoCo ResNet18（Sentinel-2，需下载）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="173"/>
        <source>MoCo ResNet50 (Sentinel-2, downloaded)</source>
        <translation>MoCo ResNet50（Sentinel-2，需下载）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="174"/>
        <source>MoCo ViT-S/16 (Sentinel-2, downloaded)</source>
        <translation>MoCo ViT-S/16（Sentinel-2，需下载）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="120"/>
        <source>Number of points</source>
        <translation>点数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="41"/>
        <source>Patch size in pixels</source>
        <translation>影像块大小（像素）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="126"/>
        <source>Maximum degree L</source>
        <translation>最大阶数 L</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="157"/>
        <source>Hidden layer size</source>
        <translation>隐藏层大小</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="177"/>
        <source>Image encoder</source>
        <translation>影像编码器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="74"/>
        <source>Land only</source>
        <translation>仅陆地</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="225"/>
        <source>Choose either images (RASTERS) or a folder of patches (FOLDER).</source>
        <translation>请选择影像 (RASTERS) 或影像块文件夹 (FOLDER) 之一。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="88"/>
        <source>The extent (EXTENT) has no area. Choose another extent.</source>
        <translation>范围 (EXTENT) 没有面积。请选择其他范围。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="263"/>
        <source>The encoder “{encoder}” is now available: L = {degree}, resolution about {km} km.</source>
        <translation>编码器“{encoder}”现在可以使用：L = {degree}，分辨率约 {km} km。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="311"/>
        <source>“{name}” (NAME) is not a valid encoder name. Use letters and digits.</source>
        <translation>“{name}”(NAME) 不是有效的编码器名称。请使用字母和数字。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="336"/>
        <source>An encoder “{encoder}” already exists. Choose another name (NAME).</source>
        <translation>编码器“{encoder}”已存在。请选择其他名称 (NAME)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="138"/>
        <source>Not enough memory. Close other programs, or use fewer features or pixels.</source>
        <translation>内存不足。请关闭其他程序，或减少要素或像素数。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="143"/>
        <source>“{algorithm}” failed with an unexpected error ({kind}: {reason}). Please report it with the contents of the SatCLIP tab of the log messages panel.</source>
        <translation>“{algorithm}”因意外错误而失败（{kind}：{reason}）。请报告此问题，并附上日志信息面板中 SatCLIP 选项卡的内容。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>Compares encoders and resolutions by cross-validation on a target field.</source>
        <translation>通过对目标字段的交叉验证比较编码器和分辨率。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="66"/>
        <source>Maximum degrees L to compare</source>
        <translation>要比较的最大阶数 L</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="77"/>
        <source>Best encoder or baseline</source>
        <translation>最佳编码器或基线</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="77"/>
        <source>Summary of the comparison</source>
        <translation>比较摘要</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="124"/>
        <source>The degrees (DEGREES) must be comma-separated integers, for example 5,10,20.</source>
        <translation>阶数 (DEGREES) 必须是以逗号分隔的整数，例如 5,10,20。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>Create an embedding map</source>
        <translation>创建嵌入地图</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>Maps the principal components of the SatCLIP embedding of each pixel.</source>
        <translation>绘制每个像素的 SatCLIP 嵌入向量的主成分。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="51"/>
        <source>Encoder (same colours on every map)</source>
        <translation>编码器（所有地图颜色一致）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="52"/>
        <source>Map extent (highest contrast)</source>
        <translation>地图范围（对比度最高）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="53"/>
        <source>Saved basis file</source>
        <translation>已保存的基文件</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="56"/>
        <source>PCA basis</source>
        <translation>PCA 基</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="57"/>
        <source>PCA basis file</source>
        <translation>PCA 基文件</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="68"/>
        <source>Output PCA basis</source>
        <translation>输出 PCA 基</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="94"/>
        <source>Choose a PCA basis file (BASIS_FILE).</source>
        <translation>请选择 PCA 基文件 (BASIS_FILE)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="103"/>
        <source>The PCA basis file can&apos;t be read: {reason}.</source>
        <translation>无法读取 PCA 基文件：{reason}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="107"/>
        <source>{file} is not a PCA basis file. Choose a file that this algorithm saved (BASIS_OUTPUT).</source>
        <translation>{file} 不是 PCA 基文件。请选择由此算法保存的文件 (BASIS_OUTPUT)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/columns.py" line="84"/>
        <source>The field “{field}” of the layer “{layer}” has the unsupported type {type}. Choose a numeric, text, date or boolean field.</source>
        <translation>图层“{layer}”的字段“{field}”为不支持的类型 {type}。请选择数值、文本、日期或布尔字段。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>Installs PyTorch and the SatCLIP backend in a separate Python environment.</source>
        <translation>在单独的 Python 环境中安装 PyTorch 和 SatCLIP 后端。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="55"/>
        <source>Python executable (3.10 or newer)</source>
        <translation>Python 可执行文件（3.10 或更高版本）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="64"/>
        <source>Folder of wheels</source>
        <translation>wheel 文件夹</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="66"/>
        <source>Package index URL</source>
        <translation>软件包索引 URL</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="69"/>
        <source>Offline: use the folder of wheels only</source>
        <translation>离线：仅使用 wheel 文件夹</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="73"/>
        <source>Installation log</source>
        <translation>安装日志</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/backend_setup.py" line="100"/>
        <source>The plugin folder does not contain the backend&apos;s wheel. Install the plugin again.</source>
        <translation>插件文件夹中没有后端的 wheel 文件。请重新安装插件。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="98"/>
        <source>Log file: {log}</source>
        <translation>日志文件：{log}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>Create a prediction map</source>
        <translation>创建预测地图</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>Maps the predictions of a model, with uncertainty and applicability.</source>
        <translation>绘制模型的预测，并给出不确定性和适用性。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="57"/>
        <source>Add uncertainty and applicability bands</source>
        <translation>添加不确定性和适用性波段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="59"/>
        <source>Mask pixels outside the area of applicability</source>
        <translation>掩膜适用区域外的像素</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="78"/>
        <source>2nd percentile of the predictions</source>
        <translation>预测值的第 2 百分位数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="78"/>
        <source>98th percentile of the predictions</source>
        <translation>预测值的第 98 百分位数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="104"/>
        <source>The whole extent lies outside the area of applicability. The map is empty.</source>
        <translation>整个范围都在适用区域之外。地图为空。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>Create a similarity map</source>
        <translation>创建相似度地图</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>Maps the cosine similarity of SatCLIP embeddings to one or more reference points.</source>
        <translation>绘制 SatCLIP 嵌入向量与一个或多个参考点的余弦相似度。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="48"/>
        <source>Reference layer</source>
        <translation>参考图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="54"/>
        <source>Reference point</source>
        <translation>参考点</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="79"/>
        <source>Number of reference points</source>
        <translation>参考点数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="93"/>
        <source>There are no reference points. Choose a layer (PLACES), a point (POINT) or both.</source>
        <translation>没有参考点。请选择图层 (PLACES)、点 (POINT) 或两者。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="119"/>
        <source>The reference point (POINT) is not on Earth. Choose another point (x,y [EPSG:4326]).</source>
        <translation>参考点 (POINT) 不在地球上。请选择其他点 (x,y [EPSG:4326])。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="56"/>
        <source>The polygons of “{layer}” have {count} vertices. The maximum is {most}. Simplify the polygons first.</source>
        <translation>“{layer}”的多边形有 {count} 个顶点。最多为 {most} 个。请先简化多边形。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>Extract image patches</source>
        <translation>提取影像块</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>Extracts patches of images around points, as training data for an encoder.</source>
        <translation>提取点周围的影像块，作为编码器的训练数据。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="66"/>
        <source>Sampling extent</source>
        <translation>采样范围</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="69"/>
        <source>Sampling polygons</source>
        <translation>采样多边形</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="73"/>
        <source>Or a layer of points</source>
        <translation>或点图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="77"/>
        <source>Number of random points</source>
        <translation>随机点数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="84"/>
        <source>Pixel size in metres</source>
        <translation>像素大小（米）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="89"/>
        <source>Cloud mask band and clear values</source>
        <translation>云掩膜波段及晴空值</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="90"/>
        <source>Maximum share of nodata pixels (percent)</source>
        <translation>无数据像素的最大占比（百分比）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="94"/>
        <source>Stratify points by equal-area cells</source>
        <translation>按等面积单元对点分层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="96"/>
        <source>Output folder</source>
        <translation>输出文件夹</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of patches in the folder</source>
        <translation>文件夹中的影像块数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of new patches</source>
        <translation>新影像块数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of skipped points</source>
        <translation>跳过的点数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="116"/>
        <source>Choose at least one image (RASTERS).</source>
        <translation>请至少选择一幅影像 (RASTERS)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="143"/>
        <source>No patch could be extracted ({reasons}). Check the extent of the images, the sampling area and the patch size (PIXELS).</source>
        <translation>未能提取任何影像块（{reasons}）。请检查影像的范围、采样区域和影像块大小 (PIXELS)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="204"/>
        <source>No patch was taken from {images}: other images cover the same points.</source>
        <translation>未从 {images} 中提取影像块：其他影像覆盖了相同的点。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="33"/>
        <source>The folder {folder} contains {size} MB of images. The maximum is {most} MB. Choose a folder with fewer images, or train with the command satclip-backend pretrain.</source>
        <translation>文件夹 {folder} 包含 {size} MB 的影像。最大为 {most} MB。请选择影像较少的文件夹，或使用命令 satclip-backend pretrain 进行训练。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="69"/>
        <source>The folder {folder} (FOLDER) does not exist.</source>
        <translation>文件夹 {folder} (FOLDER) 不存在。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="80"/>
        <source>The folder {folder} contains no images. Choose a folder with georeferenced patches, or one that “Extract image patches” created (index.csv and images).</source>
        <translation>文件夹 {folder} 不包含影像。请选择含有已地理配准影像块的文件夹，或由“提取影像块”创建的文件夹（index.csv 和 images）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="43"/>
        <source>The layer “{layer}” has no geometry. Run “Create points layer from table” first.</source>
        <translation>图层“{layer}”没有几何图形。请先运行“从表格创建点图层”。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="49"/>
        <source>The layer “{layer}” contains geometry collections, which are not supported. Convert them to points, lines or polygons first.</source>
        <translation>图层“{layer}”包含不受支持的几何图形集合。请先将其转换为点、线或多边形。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="56"/>
        <source>The layer “{layer}” has no coordinate reference system. Set it in the layer properties (Source).</source>
        <translation>图层“{layer}”没有坐标参照系。请在图层属性（源）中设置。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="88"/>
        <source>{format} can&apos;t store features without a geometry, and feature {id} has none. Choose another format, such as GeoPackage.</source>
        <translation>{format} 无法存储没有几何图形的要素，而要素 {id} 没有几何图形。请选择其他格式，例如 GeoPackage。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="97"/>
        <source>{format} stores at most {longest} bytes of text, and “{field}” of feature {id} has {size}. Choose another format, such as GeoPackage.</source>
        <translation>{format} 最多存储 {longest} 字节的文本，而要素 {id} 的“{field}”有 {size} 字节。请选择其他格式，例如 GeoPackage。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="112"/>
        <source>{format} can't store the number {value} in “{field}” of feature {id} exactly. Choose another format, such as GeoPackage.</source>
        <translation>{format} 无法精确存储要素 {id} 的“{field}”中的数值 {value}。请选择其他格式，例如 GeoPackage。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="141"/>
        <source>{format} can&apos;t store these fields: {fields}. Choose another format, such as GeoPackage, or remove the fields from the layer first.</source>
        <translation>{format} 无法存储这些字段：{fields}。请选择其他格式，例如 GeoPackage，或先从图层中移除这些字段。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="149"/>
        <source>{format} changes field names: {names}.</source>
        <translation>{format} 会更改字段名称：{names}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="155"/>
        <source>{format} stores lists and objects as JSON text: {fields}.</source>
        <translation>{format} 将列表和对象存储为 JSON 文本：{fields}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="161"/>
        <source>{format} stores no geometries. The output has no locations.</source>
        <translation>{format} 不存储几何图形。输出没有位置信息。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="165"/>
        <source>QGIS can&apos;t read {format}, so the output was not verified.</source>
        <translation>QGIS 无法读取 {format}，因此未对输出进行核验。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="169"/>
        <source>{format} does not store this coordinate reference system. Set it when you open the file.</source>
        <translation>{format} 不存储此坐标参照系。请在打开文件时设置。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="224"/>
        <source>{format} can&apos;t store this layer: {reason}. Rename or remove the field.</source>
        <translation>{format} 无法存储此图层：{reason}。请重命名或移除该字段。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="224"/>
        <source>{format} can&apos;t store this layer: {reason}. Rename or remove the field, or choose another format, such as GeoPackage.</source>
        <translation>{format} 无法存储此图层：{reason}。请重命名或移除该字段，或选择其他格式，例如 GeoPackage。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>Fits and cross-validates a model that predicts a field from SatCLIP embeddings.</source>
        <translation>拟合并交叉验证一个用 SatCLIP 嵌入向量预测字段的模型。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="106"/>
        <source>Confidence level (percent)</source>
        <translation>置信水平（百分比）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="113"/>
        <source>Out-of-fold predictions</source>
        <translation>折外预测</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="126"/>
        <source>Number of observations used</source>
        <translation>使用的观测数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="127"/>
        <source>Cross-validated score</source>
        <translation>交叉验证得分</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="128"/>
        <source>Score with random folds (optimistic)</source>
        <translation>随机折的得分（偏乐观）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="129"/>
        <source>Coverage of the intervals (0 to 1)</source>
        <translation>区间的覆盖率（0 到 1）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="130"/>
        <source>Share of the prediction area inside the area of applicability (0 to 1)</source>
        <translation>预测区域中位于适用区域内的比例（0 到 1）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="136"/>
        <source>Effect of the embeddings</source>
        <translation>嵌入向量的效果</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="137"/>
        <source>Effect of the embeddings, as a sentence</source>
        <translation>嵌入向量的效果（文字说明）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>Create a cluster map</source>
        <translation>创建聚类地图</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>Assigns each pixel to a cluster of similar SatCLIP embeddings (k-means).</source>
        <translation>将每个像素归入嵌入向量相似的聚类 (k-means)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="51"/>
        <source>Globe (same clusters on every map)</source>
        <translation>全球（所有地图聚类一致）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="52"/>
        <source>Map extent (most detail)</source>
        <translation>地图范围（细节最多）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="58"/>
        <source>Fit clusters on</source>
        <translation>聚类拟合范围</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="61"/>
        <source>Cluster table (typical locations)</source>
        <translation>聚类表（典型地点）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="148"/>
        <source>The layer mixes geometry types ({one}, and {other} in feature {id}), which this format does not support. Choose another format, such as GeoPackage.</source>
        <translation>图层混合了多种几何图形类型（{one}，而要素 {id} 为 {other}），此格式不支持。请选择其他格式，例如 GeoPackage。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="177"/>
        <source>The output contains only {found} of {count} features. The disk may be full, or the format may not support them. The output was removed.</source>
        <translation>输出仅包含 {count} 个要素中的 {found} 个。磁盘可能已满，或该格式可能不支持这些要素。输出已移除。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="169"/>
        <source>Creating the spatial index</source>
        <translation>正在创建空间索引</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="171"/>
        <source>The spatial index could not be created. Create it in the layer properties (Source).</source>
        <translation>无法创建空间索引。请在图层属性（源）中创建。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="278"/>
        <source>The fields “{one}” and “{other}” differ only in case, which this format ignores. Rename one of them, or choose another format.</source>
        <translation>字段“{one}”和“{other}”仅大小写不同，而此格式不区分大小写。请重命名其中一个，或选择其他格式。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="297"/>
        <source>The field “{field}” can't be the primary key of a GeoPackage, which needs unique integers. The field is kept, and the primary key is named “{key}”.</source>
        <translation>字段“{field}”不能用作 GeoPackage 的主键，主键需要唯一的整数。该字段会保留，主键命名为“{key}”。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="78"/>
        <source>Choose another prefix if the layer already has fields with these names.</source>
        <translation>如果图层已有这些名称的字段，请选择其他前缀。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="57"/>
        <source>The layer that the model was fitted on, or another one with the same fields.</source>
        <translation>用于拟合模型的图层，或具有相同字段的其他图层。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="66"/>
        <source>Each value of the field is held out in turn. Without a field, continents are used. A region needs at least 30 features.</source>
        <translation>字段的每个值依次留出。未指定字段时使用大洲。每个区域至少需要 30 个要素。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="62"/>
        <source>Points, lines or polygons in any CRS. A line or polygon is represented by a point on it.</source>
        <translation>任意 CRS 中的点、线或多边形。线或多边形由其上的一个点代表。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="76"/>
        <source>Only used with “Principal components only”.</source>
        <translation>仅与“仅主成分”一起使用。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="49"/>
        <source>In geographic coordinates, an extent with xmin &gt; xmax crosses the antimeridian.</source>
        <translation>在地理坐标中，xmin &gt; xmax 的范围跨越对向子午线。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="70"/>
        <source>By default, pixels finer than the resolution of the encoder are interpolated.</source>
        <translation>默认情况下，比编码器分辨率更精细的像素由插值得到。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="21"/>
        <source>Raster layers. Layers of the same area are stacked as bands of one image. Layers of other areas need the same bands.</source>
        <translation>栅格图层。同一区域的图层堆叠为一幅影像的波段。其他区域的图层需要具有相同的波段。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="75"/>
        <source>A folder that “Extract image patches” created, or a folder of georeferenced images of one size.</source>
        <translation>由“提取影像块”创建的文件夹，或尺寸相同的已地理配准影像的文件夹。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="80"/>
        <source>Training points are sampled in this extent. Default: the extent of the images.</source>
        <translation>训练点在此范围内采样。默认：影像的范围。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="85"/>
        <source>Training points are sampled in these polygons.</source>
        <translation>训练点在这些多边形内采样。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="87"/>
        <source>The encoder id is the name in lower case, with hyphens instead of spaces.</source>
        <translation>编码器 ID 为小写的名称，空格替换为连字符。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="88"/>
        <source>Approximate. 10 minutes are enough for a first result; use an hour or more for a country.</source>
        <translation>近似值。10 分钟足以得到初步结果；对于一个国家，请使用一小时或更长时间。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="96"/>
        <source>Continues from the last checkpoint, with the images and settings of that run. Other parameters are ignored.</source>
        <translation>使用该运行的影像和设置，从最后一个检查点继续。其他参数会被忽略。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="119"/>
        <source>Default: four points per patch that fits into the images, between 200 and 20,000.</source>
        <translation>默认：影像可容纳的每个影像块对应四个点，介于 200 和 20,000 之间。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="40"/>
        <source>Width and height of the image patch around each point.</source>
        <translation>每个点周围影像块的宽度和高度。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="122"/>
        <source>The resolution of the encoder is about 20,000 km / L. By default, L depends on the size of the area.</source>
        <translation>编码器的分辨率约为 20,000 km / L。默认情况下，L 取决于区域的大小。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="165"/>
        <source>“Predict image features” needs the fewest points.</source>
        <translation>“预测影像特征”需要的点最少。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="176"/>
        <source>The MoCo models need 12 or 13 Sentinel-2 bands. They are downloaded on first use.</source>
        <translation>MoCo 模型需要 12 或 13 个 Sentinel-2 波段。它们在首次使用时下载。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="46"/>
        <source>Samples points on land only (Natural Earth, 0.1 degree resolution).</source>
        <translation>仅在陆地上对点采样（Natural Earth，分辨率 0.1 度）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="67"/>
        <source>Comma-separated integers, for example 5,10,20. The first encoder is also scored with its basis truncated at each degree. The resolution of degree L is about 20,000 km / L.</source>
        <translation>以逗号分隔的整数，例如 5,10,20。还会将第一个编码器的基在各阶数处截断后评分。阶数 L 的分辨率约为 20,000 km / L。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="55"/>
        <source>Maps with the same PCA basis have comparable colours.</source>
        <translation>使用相同 PCA 基的地图，其颜色可以相互比较。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="60"/>
        <source>Only used with “Saved basis file”.</source>
        <translation>仅与“已保存的基文件”一起使用。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="71"/>
        <source>Use this file as PCA basis to create other maps with the same colours.</source>
        <translation>将此文件用作 PCA 基，可创建颜色一致的其他地图。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="61"/>
        <source>Python 3.10 to 3.14, 64-bit. It is found automatically if empty.</source>
        <translation>Python 3.10 至 3.14，64 位。留空则自动查找。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="65"/>
        <source>Packages on disk, for computers without internet access.</source>
        <translation>磁盘上的软件包，适用于无法访问互联网的计算机。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="67"/>
        <source>A mirror of the Python Package Index, for example of your organisation.</source>
        <translation>Python Package Index 的镜像，例如您所在机构的镜像。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="58"/>
        <source>Sets these pixels to nodata.</source>
        <translation>将这些像素设为无数据。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="55"/>
        <source>A single point, instead of the layer or in addition to it.</source>
        <translation>单个点，可代替图层或与图层一起使用。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="67"/>
        <source>Random points are drawn in this extent. Default: the extent of the images.</source>
        <translation>随机点在此范围内抽取。默认：影像的范围。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="72"/>
        <source>Random points are drawn in these polygons.</source>
        <translation>随机点在这些多边形内抽取。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="76"/>
        <source>Extracts one patch per feature instead of random points.</source>
        <translation>为每个要素提取一个影像块，而不使用随机点。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="80"/>
        <source>Resamples each patch to this pixel size in the UTM zone of its point. Default: the pixel size of the images.</source>
        <translation>在点所在的 UTM 带中将每个影像块重采样到此像素大小。默认：影像的像素大小。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="85"/>
        <source>For example SCL=4,5,6,7,11 for Sentinel-2. Pixels with other values are nodata. The band is not part of the patches.</source>
        <translation>例如 Sentinel-2 使用 SCL=4,5,6,7,11。其他值的像素为无数据。该波段不属于影像块。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="91"/>
        <source>Nodata pixels are filled with the mean of the other pixels.</source>
        <translation>无数据像素用其他像素的均值填充。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="93"/>
        <source>Draws the same number of points in each cell.</source>
        <translation>在每个单元中抽取相同数量的点。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="55"/>
        <source>The field that the model predicts. Features without a value are skipped.</source>
        <translation>模型要预测的字段。没有值的要素会被跳过。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="92"/>
        <source>Fields that are used as predictors together with the embeddings. Layers to predict need the same fields. Prediction maps are not possible with additional fields.</source>
        <translation>与嵌入向量一起用作预测变量的字段。要预测的图层需要相同的字段。使用附加字段时无法创建预测地图。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="108"/>
        <source>Adds the coordinates (x, y, z on the unit sphere) to the predictors.</source>
        <translation>将坐标（单位球面上的 x、y、z）添加到预测变量。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>“Automatic” uses regression for numbers, and classification for text, booleans and integers with at most 10 distinct values.</source>
        <translation>“自动”对数值使用回归，对文本、布尔值和不同取值不超过 10 个的整数使用分类。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="133"/>
        <source>Shown in the report and in legends.</source>
        <translation>显示在报告和图例中。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="135"/>
        <source>Sample weights.</source>
        <translation>样本权重。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="144"/>
        <source>Region, site or campaign of each feature, for leave-one-group-out cross-validation.</source>
        <translation>每个要素所属的区域、站点或调查批次，用于留一组交叉验证。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>How the folds are split. kNNDM matches the distances between test and training points to the distances from the prediction area to the points. Random folds give optimistic scores, because nearby points are similar.</source>
        <translation>折的划分方式。kNNDM 使测试点与训练点之间的距离匹配预测区域到各点的距离。随机折的得分偏乐观，因为邻近的点彼此相似。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="167"/>
        <source>Side length of the spatial blocks. 0 uses the autocorrelation range of the residuals.</source>
        <translation>空间块的边长。0 表示使用残差的自相关范围。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="105"/>
        <source>Nominal coverage of the prediction intervals and prediction sets.</source>
        <translation>预测区间和预测集的名义覆盖率。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="54"/>
        <source>“Globe” gives the same clusters on every map of an encoder. “Map extent” separates the locations within the extent.</source>
        <translation>“全球”使同一编码器的所有地图聚类一致。“地图范围”可区分范围内的地点。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="60"/>
        <source>One point per cluster, at its most representative location.</source>
        <translation>每个聚类一个点，位于其最具代表性的地点。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="49"/>
        <source>Points, lines or polygons in any CRS, at most {most} features. With several points, the map shows the similarity to their mean.</source>
        <translation>任意 CRS 中的点、线或多边形，最多 {most} 个要素。有多个点时，地图显示与其均值的相似度。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="118"/>
        <source>The layer ({name}) has no features.</source>
        <translation>图层 ({name}) 没有要素。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>The linear model is the fastest one.</source>
        <translation>线性模型最快。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="176"/>
        <source>The area for which you need predictions. It determines the kNNDM folds and the reported area of applicability. Default: the land in the extent of the features, or the sea if they lie at sea.</source>
        <translation>您需要预测的区域。它决定 kNNDM 的折和报告中的适用区域。默认：要素范围内的陆地；如果要素位于海上，则为海域。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="264"/>
        <source>Probability of {value}: {highest}</source>
        <translation>{value} 的概率：{highest}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="75"/>
        <source>For classes: adds a band with the probability of each class.</source>
        <translation>用于类别：添加包含各类别概率的波段。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="76"/>
        <source>Add a probability band for each class</source>
        <translation>为每个类别添加概率波段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="85"/>
        <source>Positive class</source>
        <translation>正类</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="100"/>
        <source>Probability from which on the positive class is predicted. 0 uses the threshold with the highest TSS (sensitivity + specificity - 1).</source>
        <translation>概率达到此值时预测为正类。0 表示使用 TSS（灵敏度 + 特异度 - 1）最高的阈值。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="104"/>
        <source>Threshold (0: automatic)</source>
        <translation>阈值（0：自动）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="110"/>
        <source>The features that were used, with their fields, fold, prediction from cross-validation and residual.</source>
        <translation>所使用的要素及其字段、折、交叉验证预测和残差。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="212"/>
        <source>The layer “{layer}” changed while the model was fitted. Run the algorithm again.</source>
        <translation>图层“{layer}”在拟合模型时发生了更改。请重新运行算法。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="74"/>
        <source>Kriging (no embeddings)</source>
        <translation>克里金（不使用嵌入向量）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="75"/>
        <source>Stacked ensemble (linear, boosting and kriging)</source>
        <translation>堆叠集成（线性、提升和克里金）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>“Automatic” compares the linear model, gradient boosting, a stacked ensemble and models without embeddings.</source>
        <translation>“自动”比较线性模型、梯度提升、堆叠集成和不使用嵌入向量的模型。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="31"/>
        <source>Predictor rasters</source>
        <translation>预测变量栅格</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="34"/>
        <source>Interpolates between the pixels of the predictor rasters, but not between classes.</source>
        <translation>在预测变量栅格的像素之间插值，但不在类别之间插值。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="35"/>
        <source>Interpolate predictor rasters</source>
        <translation>对预测变量栅格插值</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="44"/>
        <source>The raster layers that the model was fitted with, with the same names or in the same order, or others with the same bands.</source>
        <translation>用于拟合模型的栅格图层（名称相同或顺序相同），或具有相同波段的其他栅格图层。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="72"/>
        <source>Raster layers that are scored beside the encoders, and together with them.</source>
        <translation>与编码器并列评分、并与其组合评分的栅格图层。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="68"/>
        <source>Raster layers, such as terrain, climate or land cover, whose bands are used as predictors. Bands styled with a colour for each value (Paletted) are classes. The model needs these layers, or others with the same bands, for predictions and maps.</source>
        <translation>栅格图层，例如地形、气候或土地覆盖，其波段用作预测变量。每个值设置一种颜色的波段（调色板）视为类别。模型在预测和制图时需要这些图层或具有相同波段的其他图层。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>Assess the accuracy of a class map</source>
        <translation>评估分类地图的精度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>Estimates accuracy and area of the classes of a raster from reference points.</source>
        <translation>根据参考点估计栅格中各类别的精度和面积。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>satclip,accuracy,assessment,area,confusion,error matrix,classification,land cover,validation</source>
        <translation>satclip,精度,评估,面积,混淆,误差矩阵,分类,土地覆盖,验证</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="80"/>
        <source>A raster of classes, as integers: a prediction map, or any land cover map.</source>
        <translation>以整数表示类别的栅格：预测地图或任何土地覆盖图。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="81"/>
        <source>Class map</source>
        <translation>分类地图</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="82"/>
        <source>Band of the classes</source>
        <translation>类别波段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="83"/>
        <source>Points that were drawn at random, and whose class was observed. The map must not be fitted on them.</source>
        <translation>随机抽取且已观测其类别的点。地图不得使用这些点拟合。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="86"/>
        <source>Reference points</source>
        <translation>参考点</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="87"/>
        <source>The class that was observed, as the codes of the map or as the names of its classes.</source>
        <translation>观测到的类别，用地图的代码或其类别名称表示。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="88"/>
        <source>Reference class field</source>
        <translation>参考类别字段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="90"/>
        <source>Stratified random (by map class or stratum)</source>
        <translation>分层随机（按地图类别或层）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="91"/>
        <source>Simple random or systematic</source>
        <translation>简单随机或系统</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="93"/>
        <source>How the points were drawn. The estimates hold for such a sample only.</source>
        <translation>点的抽取方式。估计值仅对此类样本有效。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="94"/>
        <source>Sampling design</source>
        <translation>抽样设计</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="95"/>
        <source>For a stratified sample whose strata are not the classes of the map: a raster of the strata, as integers.</source>
        <translation>用于层与地图类别不同的分层样本：以整数表示层的栅格。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="98"/>
        <source>Strata</source>
        <translation>层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="100"/>
        <source>Band of the strata</source>
        <translation>层波段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="101"/>
        <source>For example 1=forest; 2=water. Default: the legend of the layer, or the names in its file.</source>
        <translation>例如 1=森林; 2=水体。默认：图层的图例，或其文件中的名称。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="104"/>
        <source>Class names</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="106"/>
        <source>Confidence level of the intervals (percent)</source>
        <translation>区间的置信水平（百分比）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="109"/>
        <source>Accuracy and area by class</source>
        <translation>各类别的精度和面积</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="110"/>
        <source>Overall accuracy</source>
        <translation>总体精度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="110"/>
        <source>Standard error of the overall accuracy</source>
        <translation>总体精度的标准误</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="183"/>
        <source>Or polygons of the prediction area</source>
        <translation>或预测区域的多边形</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="186"/>
        <source>The polygons for which you need predictions, such as catchments or countries, instead of an extent.</source>
        <translation>您需要预测的多边形，例如流域或国家，用来代替范围。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="201"/>
        <source>Models fitted in this project: {models}</source>
        <translation>在此工程中拟合的模型：{models}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="14"/>
        <source>Prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="64"/>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="17"/>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="235"/>
        <source>Set size</source>
        <translation>集合大小</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="236"/>
        <source>Interval width</source>
        <translation>区间宽度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="238"/>
        <source>Dissimilarity</source>
        <translation>相异度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="239"/>
        <source>Area of applicability</source>
        <translation>适用区域</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="240"/>
        <source>Distance to training points</source>
        <translation>到训练点的距离</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="249"/>
        <source>inside</source>
        <translation>内部</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="249"/>
        <source>outside</source>
        <translation>外部</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="67"/>
        <source>The layer “{layer}” ({name}) has no valid polygon.</source>
        <translation>图层“{layer}”({name}) 没有有效的多边形。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="109"/>
        <source>The prediction area is given as an extent (AREA) and as polygons (AREA_POLYGONS). Choose one of them.</source>
        <translation>预测区域同时以范围 (AREA) 和多边形 (AREA_POLYGONS) 给出。请选择其中之一。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="117"/>
        <source>The layer “{layer}” (AREA_POLYGONS) has {count} polygons. The maximum is {most}. Simplify or select polygons first.</source>
        <translation>图层“{layer}”(AREA_POLYGONS) 有 {count} 个多边形。最多为 {most} 个。请先简化或选择多边形。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="108"/>
        <source>{target}: predictions</source>
        <translation>{target}：预测</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="114"/>
        <source>{target}: scores by region</source>
        <translation>{target}：各区域的得分</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="107"/>
        <source>{target}: scores by encoder</source>
        <translation>{target}：各编码器的得分</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="60"/>
        <source>Leaves pixels at sea or on land nodata, but for the coast (Natural Earth, 0.1 degree resolution). “As the prediction area of the model” does so if that area is the land or the sea of an extent.</source>
        <translation>将海上或陆地上的像素保留为无数据，海岸除外（Natural Earth，分辨率 0.1 度）。如果模型的预测区域是某个范围的陆地或海域，“与模型的预测区域一致”会这样处理。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="65"/>
        <source>As the prediction area of the model</source>
        <translation>与模型的预测区域一致</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="73"/>
        <source>Land and sea</source>
        <translation>陆地和海洋</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="75"/>
        <source>Sea only</source>
        <translation>仅海洋</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="70"/>
        <source>Pixels to predict</source>
        <translation>要预测的像素</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="108"/>
        <source>{target}: prediction</source>
        <translation>{target}：预测</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="217"/>
        <source>{target}: out-of-fold predictions</source>
        <translation>{target}：折外预测</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>Suggest points to measure</source>
        <translation>建议测量点</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>Suggests where to measure next, so that an area is less dissimilar and distant from the training data.</source>
        <translation>建议下一步在何处测量，使某个区域与训练数据的相异度和距离更小。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>satclip,suggest,sampling,design,survey,measure,sample,model</source>
        <translation>satclip,建议,采样,设计,调查,测量,样本,模型</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="49"/>
        <source>Extent of the area</source>
        <translation>区域的范围</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="50"/>
        <source>Default: the extent of the training points. If most of them lie on land, only the land in it.</source>
        <translation>默认：训练点的范围。如果多数训练点位于陆地，则仅为其中的陆地。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="55"/>
        <source>Or polygons of the area</source>
        <translation>或区域的多边形</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="71"/>
        <source>Suggested points</source>
        <translation>建议点</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="74"/>
        <source>Reduction of the mean dissimilarity and distance (0 to 1)</source>
        <translation>平均相异度和平均距离的降低比例（0 到 1）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="52"/>
        <source>Adds bands with the prediction interval (or class probability and set size), the dissimilarity index, the area of applicability, the distance to the nearest training point and the expected error.</source>
        <translation>添加包含预测区间（或类别概率和集合大小）、相异度指数、适用区域、到最近训练点的距离以及期望误差的波段。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="24"/>
        <source>Expected error</source>
        <translation>期望误差</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="75"/>
        <source>Uses only the encoders, coordinates, fields and raster bands that improve the cross-validated score (forward selection). Maps are then possible if no field is selected. Takes longer.</source>
        <translation>仅使用能提高交叉验证得分的编码器、坐标、字段和栅格波段（前向选择）。如果未选中任何字段，就可以创建地图。耗时较长。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="79"/>
        <source>Select predictors</source>
        <translation>选择预测变量</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="233"/>
        <source>Suitability</source>
        <translation>适宜性</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="20"/>
        <source>Suitable</source>
        <translation>适宜</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="258"/>
        <source>suitable</source>
        <translation>适宜</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="258"/>
        <source>not suitable</source>
        <translation>不适宜</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="260"/>
        <source>Relative suitability for {value}: {highest}</source>
        <translation>{value} 的相对适宜性：{highest}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="80"/>
        <source>Of two classes, the one whose probability is predicted, such as presence. Default: true, yes, present or the larger number; of other classes the last one in alphabetical order. With background points, the value of the presences, such as the name of a species.</source>
        <translation>两个类别中要预测其概率的类别，例如“存在”。默认：true、yes、present 或较大的数值；其他类别则为按字母顺序的最后一个。使用背景点时，为存在记录的值，例如物种名称。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="86"/>
        <source>For presences without absences: the number of background points that they are compared with, for example 10,000. The model then predicts a relative suitability. The presences are the features of the positive class, or all if the target field has one value. 0: the layer has absences.</source>
        <translation>用于只有存在记录而没有不存在记录的数据：与之比较的背景点数，例如 10,000。此时模型预测相对适宜性。存在记录为正类的要素；如果目标字段只有一个值，则为所有要素。0：图层包含不存在记录。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="91"/>
        <source>Background points for presence-only data (0: none)</source>
        <translation>仅存在数据的背景点数（0：无）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="94"/>
        <source>Records of all species that the same people record, the modelled one among them, for example the same layer. Their places are the background points, so that presences and background have the same sampling bias. Default: places that are drawn uniformly in the prediction area.</source>
        <translation>由同一批人员记录的所有物种（包括所建模的物种）的记录，例如同一图层。其地点即为背景点，因此存在记录和背景具有相同的采样偏差。默认：在预测区域内均匀抽取的地点。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="207"/>
        <source>Background layer (target group)</source>
        <translation>背景图层（目标类群）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="71"/>
        <source>The background layer that the model was fitted with, if it was. For presence-only data.</source>
        <translation>拟合模型时所用的背景图层（如有）。用于仅存在数据。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="105"/>
        <source>{target}: points to measure</source>
        <translation>{target}：建议测量点</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="43"/>
        <source>Packing images: {count}</source>
        <translation>正在打包影像：{count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="120"/>
        <source>No feature of the layer ({name}) has a valid location.</source>
        <translation>图层 ({name}) 中没有具有有效位置的要素。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="124"/>
        <source>Features of the layer ({name}) without a valid location were skipped: {count}.</source>
        <translation>已跳过图层 ({name}) 中没有有效位置的要素：{count}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="108"/>
        <source>The suggested points ({count}) would reduce the mean dissimilarity of the area and its mean distance to training points by {share} % on average.</source>
        <translation>建议点（{count} 个）可使该区域的平均相异度及其到训练点的平均距离平均降低 {share} %。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="122"/>
        <source>Features without a valid location: {count}. They are kept without a prediction.</source>
        <translation>没有有效位置的要素：{count}。这些要素会保留，但没有预测。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="129"/>
        <source>Features outside the area of applicability (applicable is false): {count}. Their intervals are not valid.</source>
        <translation>适用区域外的要素（applicable 为假）：{count}。其区间无效。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="177"/>
        <source>Skipped features: {count} ({reason}).</source>
        <translation>跳过的要素：{count}（{reason}）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="272"/>
        <source>Features without geometry: {count}. They are kept without an embedding.</source>
        <translation>没有几何图形的要素：{count}。这些要素会保留，但没有嵌入向量。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="273"/>
        <source>Features with non-finite coordinates: {count}. They are kept without an embedding.</source>
        <translation>坐标非有限值的要素：{count}。这些要素会保留，但没有嵌入向量。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="276"/>
        <source>Features that can&apos;t be transformed to longitude and latitude: {count}. They are kept without an embedding.</source>
        <translation>无法转换为经度和纬度的要素：{count}。这些要素会保留，但没有嵌入向量。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="280"/>
        <source>Features beyond 90 degrees of latitude: {count}. They are kept without an embedding.</source>
        <translation>纬度超出 90 度的要素：{count}。这些要素会保留，但没有嵌入向量。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="290"/>
        <source>Features with an embedding: {count}.</source>
        <translation>有嵌入向量的要素：{count}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="139"/>
        <source>Skipped points: {count} ({reason}).</source>
        <translation>跳过的点：{count}（{reason}）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="122"/>
        <source>Pixels at sea that were left out: {count}. To predict them, choose “Land and sea” (SURFACE).</source>
        <translation>略去的海上像素：{count}。要预测这些像素，请选择“陆地和海洋”(SURFACE)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="122"/>
        <source>Pixels on land that were left out: {count}. To predict them, choose “Land and sea” (SURFACE).</source>
        <translation>略去的陆地像素：{count}。要预测这些像素，请选择“陆地和海洋”(SURFACE)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="51"/>
        <source>Encoders…</source>
        <translation>编码器…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_widgets.py" line="45"/>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_widgets.py" line="51"/>
        <source>Enter the id of another encoder</source>
        <translation>输入其他编码器的 ID</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="345"/>
        <source>SatCLIP encoders</source>
        <translation>SatCLIP 编码器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="52"/>
        <source>bundled</source>
        <translation>内置</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="53"/>
        <source>downloaded</source>
        <translation>已下载</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="54"/>
        <source>imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="55"/>
        <source>trained here</source>
        <translation>本机训练</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="56"/>
        <source>available</source>
        <translation>可下载</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="57"/>
        <source>can&apos;t be used</source>
        <translation>无法使用</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="168"/>
        <source>Download an encoder</source>
        <translation>下载编码器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="183"/>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="188"/>
        <source>Downloading {encoder}</source>
        <translation>正在下载 {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="207"/>
        <source>Import an encoder</source>
        <translation>导入编码器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="51"/>
        <source>Encoders</source>
        <translation>编码器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="211"/>
        <source>Importing {file}</source>
        <translation>正在导入 {file}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="271"/>
        <source>The encoder “{encoder}” is now available.</source>
        <translation>编码器“{encoder}”现在可以使用。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="226"/>
        <source>Export an encoder</source>
        <translation>导出编码器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="233"/>
        <source>{file} already exists. Choose another name.</source>
        <translation>{file} 已存在。请选择其他名称。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="240"/>
        <source>Exporting {encoder}</source>
        <translation>正在导出 {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="244"/>
        <source>Exported to {file}.</source>
        <translation>已导出到 {file}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="249"/>
        <source>Delete an encoder</source>
        <translation>删除编码器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="249"/>
        <source>Delete the encoder “{encoder}”? Models and live layers that use it no longer work. To keep a copy, export it first.</source>
        <translation>删除编码器“{encoder}”吗？使用它的模型和实时图层将无法继续工作。要保留副本，请先将其导出。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="258"/>
        <source>Deleting {encoder}</source>
        <translation>正在删除 {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="21"/>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="25"/>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="25"/>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="147"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="381"/>
        <source>&amp;Download…</source>
        <translation>下载(&amp;D)…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="382"/>
        <source>&amp;Import file…</source>
        <translation>导入文件(&amp;I)…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="386"/>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="387"/>
        <source>De&amp;lete…</source>
        <translation>删除(&amp;L)…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="389"/>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="68"/>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="69"/>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="70"/>
        <source>Dimensions</source>
        <translation>维数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="71"/>
        <source>Degree L</source>
        <translation>阶数 L</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="72"/>
        <source>Trained on</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="75"/>
        <source>Source</source>
        <translation>出处</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="47"/>
        <source>Training area</source>
        <translation>训练区域</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="48"/>
        <source>File size</source>
        <translation>文件大小</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="76"/>
        <source>Download size</source>
        <translation>下载大小</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="128"/>
        <source>{degree} (resolves about {km} km)</source>
        <translation>{degree}（可分辨约 {km} km）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="157"/>
        <source>the world</source>
        <translation>全球</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="158"/>
        <source>{west}° to {east}° longitude, {south}° to {north}° latitude</source>
        <translation>经度 {west}° 至 {east}°，纬度 {south}° 至 {north}°</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="20"/>
        <source>The location encoder that computes the embeddings. “bundled” is installed with the backend. Plugins &gt; SatCLIP &gt; Encoders adds others.</source>
        <translation>计算嵌入向量的位置编码器。“bundled”随后端一起安装。插件 &gt; SatCLIP &gt; 编码器 可添加其他编码器。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="53"/>
        <source>The location encoders whose embeddings are predictors. Plugins &gt; SatCLIP &gt; Encoders adds others. In scripts, separate ids by commas.</source>
        <translation>以其嵌入向量作为预测变量的位置编码器。插件 &gt; SatCLIP &gt; 编码器 可添加其他编码器。在脚本中，请用逗号分隔 ID。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Install or update</source>
        <translation>安装或更新</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Repair: install again</source>
        <translation>修复：重新安装</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="44"/>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="45"/>
        <source>An installation that works is kept until the new one has computed an embedding.</source>
        <translation>在新安装成功计算出嵌入向量之前，会保留可用的现有安装。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="47"/>
        <source>an NVIDIA GPU was found</source>
        <translation>找到 NVIDIA GPU</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="47"/>
        <source>no NVIDIA GPU was found</source>
        <translation>未找到 NVIDIA GPU</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="49"/>
        <source>Automatic ({found})</source>
        <translation>自动（{found}）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="50"/>
        <source>Processor (2 GB)</source>
        <translation>处理器 (2 GB)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="51"/>
        <source>NVIDIA GPU (about 8 GB)</source>
        <translation>NVIDIA GPU（约 8 GB）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="53"/>
        <source>PyTorch for</source>
        <translation>PyTorch 版本</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="54"/>
        <source>A GPU is tested before it is used. You can change this later.</source>
        <translation>GPU 在使用前会经过测试。以后可以更改此设置。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="83"/>
        <source>Removed {folder}. Encoders, models, caches and logs stay in {home}.</source>
        <translation>已移除 {folder}。编码器、模型、缓存和日志保留在 {home}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="128"/>
        <source>Documentation</source>
        <translation>文档</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="21"/>
        <source>SatCLIP needs its backend. It is set up once, in about 3 minutes, and takes 2 GB.</source>
        <translation>SatCLIP 需要其后端。后端只需设置一次，约需 3 分钟，占用 2 GB。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="68"/>
        <source>The backend is ready.</source>
        <translation>后端已就绪。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="78"/>
        <source>Add the live layer</source>
        <translation>添加实时图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="69"/>
        <source>Finish the stopped run without further training. Its best state so far becomes an encoder.</source>
        <translation>完成已停止的运行，不再继续训练。迄今为止的最佳状态将成为编码器。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="132"/>
        <source>The SatCLIP backend is starting. Try again in a few seconds.</source>
        <translation>SatCLIP 后端正在启动。请在几秒钟后重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="138"/>
        <source>The SatCLIP backend did not answer in time. Try again.</source>
        <translation>SatCLIP 后端未及时响应。请重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="234"/>
        <source>The map shows more locations than SatCLIP's expressions can hold. Run “Add embeddings to a layer” and use its fields.</source>
        <translation>地图显示的地点数超过 SatCLIP 表达式可容纳的数量。请运行“为图层添加嵌入向量”并使用其字段。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="59"/>
        <source>{function} needs a geometry.</source>
        <translation>{function} 需要几何图形。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="84"/>
        <source>The layer has no CRS with a code. Save it in another CRS, such as EPSG:4326.</source>
        <translation>图层没有带代码的 CRS。请以其他 CRS 保存图层，例如 EPSG:4326。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="94"/>
        <source>The number of the component must be an integer between 1 and {most}, not {number}.</source>
        <translation>成分编号必须是 1 到 {most} 之间的整数，而不是 {number}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="111"/>
        <source>Geometries are in the CRS of the layer, or in degrees without a layer. A line or polygon is represented by a point on it. On maps, values appear as soon as the backend has computed them.</source>
        <translation>几何图形采用图层的 CRS；没有图层时以度为单位。线或多边形由其上的一个点代表。在地图上，后端计算完成后即显示数值。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="115"/>
        <source>The encoder is &apos;bundled&apos;, unless you give the id of another one.</source>
        <translation>编码器为 'bundled'，除非指定其他编码器的 ID。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="117"/>
        <source>Returns the SatCLIP embedding of a location as an array of numbers.</source>
        <translation>以数值数组形式返回某个地点的 SatCLIP 嵌入向量。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="130"/>
        <source>Returns a principal component of the SatCLIP embedding of a location, counted from 1.</source>
        <translation>返回某个地点的 SatCLIP 嵌入向量的一个主成分，从 1 开始计数。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="145"/>
        <source>Returns the similarity of two locations, as in similarity maps: the cosine of their embeddings, from 1 (most similar) over 0 (unrelated) to -1 (opposite).</source>
        <translation>返回两个地点的相似度，与相似度地图相同：其嵌入向量的余弦，从 1（最相似）经 0（不相关）到 -1（相反）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="253"/>
        <source>Click on the map. The layer will show the similarity to that location.</source>
        <translation>请在地图上单击。图层将显示与该地点的相似度。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="78"/>
        <source>The map would have {pixels} pixels ({width} x {height}) of {size}. The maximum is {most}. Use a larger pixel size (PIXEL_SIZE), for example {larger}, or a smaller extent (EXTENT).</source>
        <translation>地图将有 {pixels} 个像素（{width} x {height}），像素大小为 {size}。最多为 {most} 个。请使用更大的像素大小 (PIXEL_SIZE)，例如 {larger}，或更小的范围 (EXTENT)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="59"/>
        <source>In units of the output CRS. Default: a round number at which the map has about a million pixels.</source>
        <translation>以输出 CRS 的单位表示。默认：使地图约有一百万个像素的整数值。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="37"/>
        <source>Encoder: {encoder}</source>
        <translation>编码器：{encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="39"/>
        <source>SHA-256 of the weights: {hash}</source>
        <translation>权重的 SHA-256：{hash}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="41"/>
        <source>SHA-256 of the file: {hash}</source>
        <translation>文件的 SHA-256：{hash}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="43"/>
        <source>Licence: {licence}</source>
        <translation>许可证：{licence}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="15"/>
        <source>Lower end of the prediction interval</source>
        <translation>预测区间下限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="16"/>
        <source>Upper end of the prediction interval</source>
        <translation>预测区间上限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="18"/>
        <source>Size of the prediction set</source>
        <translation>预测集大小</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="19"/>
        <source>Relative suitability</source>
        <translation>相对适宜性</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="21"/>
        <source>Dissimilarity index</source>
        <translation>相异度指数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="22"/>
        <source>Inside the area of applicability</source>
        <translation>位于适用区域内</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="23"/>
        <source>Distance to the nearest training point (km)</source>
        <translation>到最近训练点的距离 (km)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="26"/>
        <source>Fold</source>
        <translation>折</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="27"/>
        <source>Observed value</source>
        <translation>观测值</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="28"/>
        <source>Out-of-fold prediction</source>
        <translation>折外预测</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="29"/>
        <source>Residual (observed - predicted)</source>
        <translation>残差（观测值 - 预测值）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="30"/>
        <source>Predicted correctly</source>
        <translation>预测正确</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="32"/>
        <source>Rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="33"/>
        <source>Reduction of the mean dissimilarity and distance</source>
        <translation>平均相异度和平均距离的降低比例</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="34"/>
        <source>Longitude</source>
        <translation>经度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="35"/>
        <source>Latitude</source>
        <translation>纬度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="37"/>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="39"/>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="40"/>
        <source>Area (km²)</source>
        <translation>面积 (km²)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="41"/>
        <source>Mean similarity to the cluster centre</source>
        <translation>与聚类中心的平均相似度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="42"/>
        <source>Principal component 1</source>
        <translation>主成分 1</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="43"/>
        <source>Principal component 2</source>
        <translation>主成分 2</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="44"/>
        <source>Principal component 3</source>
        <translation>主成分 3</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="46"/>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="48"/>
        <source>Number of observations</source>
        <translation>观测数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="49"/>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="50"/>
        <source>Lower end of the confidence interval</source>
        <translation>置信区间下限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="51"/>
        <source>Upper end of the confidence interval</source>
        <translation>置信区间上限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="52"/>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="53"/>
        <source>Encoder or baseline</source>
        <translation>编码器或基线</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="55"/>
        <source>Dimension</source>
        <translation>维数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="56"/>
        <source>Score with spatial folds</source>
        <translation>空间折的得分</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="57"/>
        <source>Score with spatial folds, lower end</source>
        <translation>空间折的得分，下限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="58"/>
        <source>Score with spatial folds, upper end</source>
        <translation>空间折的得分，上限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="59"/>
        <source>Score with random folds</source>
        <translation>随机折的得分</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="60"/>
        <source>Difference to the first encoder</source>
        <translation>与第一个编码器的差值</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="61"/>
        <source>Difference to the first encoder, lower end</source>
        <translation>与第一个编码器的差值，下限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="62"/>
        <source>Difference to the first encoder, upper end</source>
        <translation>与第一个编码器的差值，上限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="65"/>
        <source>Class name</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="66"/>
        <source>Points of the class in the map</source>
        <translation>该类别在地图中的点数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="67"/>
        <source>Points of the class in the reference</source>
        <translation>该类别在参考中的点数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="68"/>
        <source>Mapped area (km²)</source>
        <translation>地图面积 (km²)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="69"/>
        <source>Area (km²), standard error</source>
        <translation>面积 (km²)，标准误</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="70"/>
        <source>Area (km²), lower end</source>
        <translation>面积 (km²)，下限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="71"/>
        <source>Area (km²), upper end</source>
        <translation>面积 (km²)，上限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="72"/>
        <source>User&apos;s accuracy</source>
        <translation>用户精度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="73"/>
        <source>User&apos;s accuracy, standard error</source>
        <translation>用户精度，标准误</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="74"/>
        <source>User&apos;s accuracy, lower end</source>
        <translation>用户精度，下限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="75"/>
        <source>User&apos;s accuracy, upper end</source>
        <translation>用户精度，上限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="76"/>
        <source>Producer&apos;s accuracy</source>
        <translation>生产者精度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="77"/>
        <source>Producer&apos;s accuracy, standard error</source>
        <translation>生产者精度，标准误</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="78"/>
        <source>Producer&apos;s accuracy, lower end</source>
        <translation>生产者精度，下限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="79"/>
        <source>Producer&apos;s accuracy, upper end</source>
        <translation>生产者精度，上限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="131"/>
        <source>The layer “{layer}” ({name}) is not georeferenced. Georeference it first (Layer &gt; Georeferencer, or Raster &gt; Georeferencer in older versions of QGIS).</source>
        <translation>图层“{layer}”({name}) 未经地理配准。请先对其进行配准（图层 &gt; 配准工具；在较旧版本的 QGIS 中为 栅格 &gt; 配准工具）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="67"/>
        <source>The layer “{layer}” is not georeferenced. It is taken as a map of the whole globe.</source>
        <translation>图层“{layer}”未经地理配准，按全球地图处理。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="130"/>
        <source>About {minutes} min left</source>
        <translation>剩余约 {minutes} 分钟</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="146"/>
        <source>{layer}: accuracy and area by class</source>
        <translation>{layer}：各类别的精度和面积</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="132"/>
        <source>{layer} with embeddings ({encoder})</source>
        <translation>{layer}：含嵌入向量 ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="13"/>
        <source>Set-up</source>
        <translation>设置</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="14"/>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="15"/>
        <source>Enrich</source>
        <translation>扩充</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="17"/>
        <source>Pretrain</source>
        <translation>预训练</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="73"/>
        <source>The map has {width} x {height} pixels of {size}.</source>
        <translation>地图有 {width} x {height} 个像素，像素大小为 {size}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="97"/>
        <source>The centres of all patches in the folder, as a layer.</source>
        <translation>文件夹中所有影像块的中心点图层。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="98"/>
        <source>Patch locations</source>
        <translation>影像块位置</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="224"/>
        <source>Label places</source>
        <translation>标记地点</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="121"/>
        <source>SatCLIP panel</source>
        <translation>SatCLIP 面板</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="78"/>
        <source>Set up the SatCLIP backend</source>
        <translation>设置 SatCLIP 后端</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="106"/>
        <source>Searching for Python</source>
        <translation>正在查找 Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="124"/>
        <source>The backend is not installed yet. It computes the embeddings, and is set up once.</source>
        <translation>后端尚未安装。它负责计算嵌入向量，只需设置一次。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="126"/>
        <source>SatCLIP uses your own environment: {python}</source>
        <translation>SatCLIP 使用您自己的环境：{python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="128"/>
        <source>The backend is installed and up to date.</source>
        <translation>后端已安装，且是最新版本。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="130"/>
        <source>The installed backend belongs to another version of the plugin. Update it.</source>
        <translation>已安装的后端属于插件的另一个版本。请更新后端。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="168"/>
        <source>Installing the SatCLIP backend</source>
        <translation>正在安装 SatCLIP 后端</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="173"/>
        <source>The backend is ready. What do you want to do next?</source>
        <translation>后端已就绪。接下来您想做什么？</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="181"/>
        <source>Enter the path of the Python executable of your environment.</source>
        <translation>请输入您的环境中 Python 可执行文件的路径。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="191"/>
        <source>What do you want to do next?</source>
        <translation>接下来您想做什么？</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="206"/>
        <source>Removing the SatCLIP backend</source>
        <translation>正在移除 SatCLIP 后端</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="235"/>
        <source>Cancelled. An installation that worked before is kept.</source>
        <translation>已取消。之前可用的安装会保留。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="239"/>
        <source>The set-up has failed: {error}</source>
        <translation>设置失败：{error}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="239"/>
        <source>Details…</source>
        <translation>详细信息…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="346"/>
        <source>Copy diagnostic report</source>
        <translation>复制诊断报告</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="270"/>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="299"/>
        <source>The set-up of SatCLIP continues in the background.</source>
        <translation>SatCLIP 的设置在后台继续进行。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="300"/>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="319"/>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="350"/>
        <source>Install</source>
        <translation>安装</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="320"/>
        <source>Test and use</source>
        <translation>测试并使用</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="328"/>
        <source>Install the backend (recommended)</source>
        <translation>安装后端（推荐）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="329"/>
        <source>Use my own environment</source>
        <translation>使用自己的环境</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="347"/>
        <source>Repair</source>
        <translation>修复</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="348"/>
        <source>Installs the backend again.</source>
        <translation>重新安装后端。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="349"/>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="59"/>
        <source>Click on the map to label a place. Shift+click removes a label, 1 to 9 choose the class, Ctrl+Z undoes.</source>
        <translation>在地图上单击以标记地点。Shift+单击可移除标签，按 1 至 9 选择类别，Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="65"/>
        <source>GeoPackage…</source>
        <translation>GeoPackage…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="66"/>
        <source>Temporary layer</source>
        <translation>临时图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="123"/>
        <source>GeoPackage for the labels</source>
        <translation>标签的 GeoPackage</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="247"/>
        <source>Select features of another vector layer first.</source>
        <translation>请先选择另一个矢量图层的要素。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="148"/>
        <source>Create a layer for labels, or choose a point layer to continue with.</source>
        <translation>请为标签创建图层，或选择一个点图层继续。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="262"/>
        <source>Add a class first.</source>
        <translation>请先添加类别。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="273"/>
        <source>There is no label here. Shift+click on a label removes it.</source>
        <translation>此处没有标签。Shift+单击标签可将其移除。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="283"/>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="81"/>
        <source>Add class</source>
        <translation>添加类别</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="301"/>
        <source>Name of the class:</source>
        <translation>类别的名称：</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="327"/>
        <source>This class has labels. Remove them first: Shift+click on each, or use the attribute table.</source>
        <translation>此类别有标签。请先移除这些标签：Shift+单击每个标签，或使用属性表。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="358"/>
        <source>This view has no other place to suggest. Pan or zoom the map.</source>
        <translation>此视图中没有其他可建议的地点。请平移或缩放地图。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="370"/>
        <source>This view has no other place on land to suggest. Pan or zoom the map.</source>
        <translation>此视图的陆地上没有其他可建议的地点。请平移或缩放地图。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="375"/>
        <source>The class of the marked place is uncertain: “{first}” or “{second}”. Label it if you know it.</source>
        <translation>所示地点的类别不确定：“{first}”或“{second}”。如果您知道其类别，请标记它。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="55"/>
        <source>not yet known</source>
        <translation>尚不清楚</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="74"/>
        <source>Backend</source>
        <translation>后端</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="77"/>
        <source>On this computer</source>
        <translation>在本机</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="96"/>
        <source>On a server</source>
        <translation>在服务器上</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="79"/>
        <source>Algorithms, live layers and expressions use the backend of a server, which receives your data.</source>
        <translation>算法、实时图层和表达式使用服务器上的后端，您的数据会发送到该服务器。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="95"/>
        <source>https, with a certificate that QGIS trusts, or http to this computer, such as for an SSH tunnel.</source>
        <translation>https，且证书受 QGIS 信任；或连接本机的 http，例如用于 SSH 隧道。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="101"/>
        <source>“Basic authentication” with the server's token as the password, or an API header with it.</source>
        <translation>“基本认证”，以服务器的令牌作为密码；或包含该令牌的 API 标头。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="105"/>
        <source>Tests what is entered here, even if another backend is running: computes an embedding.</source>
        <translation>测试此处输入的内容（计算一个嵌入向量），即使另一个后端正在运行。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="124"/>
        <source>Python executable</source>
        <translation>Python 可执行文件</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="125"/>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="126"/>
        <source>Authentication</source>
        <translation>认证</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="190"/>
        <source>Not tested yet.</source>
        <translation>尚未测试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="192"/>
        <source>The environment variable SATCLIP_PYTHON takes precedence: {python}</source>
        <translation>环境变量 SATCLIP_PYTHON 优先：{python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="64"/>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="65"/>
        <source>Create a layer for labels</source>
        <translation>为标签创建图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="72"/>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="73"/>
        <source>New labels get the selected class. Double-click to rename it.</source>
        <translation>新标签属于所选的类别。双击可重命名类别。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="51"/>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="83"/>
        <source>Colour of the selected class</source>
        <translation>所选类别的颜色</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="87"/>
        <source>Remove the selected class, which must have no labels</source>
        <translation>移除所选的类别，该类别不能有标签</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="93"/>
        <source>Undo the last label (Ctrl+Z on the map)</source>
        <translation>撤销最后一个标签（在地图上按 Ctrl+Z）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="95"/>
        <source>Label the selected features of the current layer with the selected class</source>
        <translation>用所选的类别标记当前图层中所选的要素</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="104"/>
        <source>Show the place in the current view whose class is most uncertain</source>
        <translation>显示当前视图中类别最不确定的地点</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="109"/>
        <source>Places with a smaller probability or similarity are transparent</source>
        <translation>概率或相似度更小的地点为透明</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="113"/>
        <source>Open “Fit a model” with these labels as the target</source>
        <translation>以这些标签为目标打开“拟合模型”</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="150"/>
        <source>Choose the field with the classes. The layer is then drawn in the colours of its classes.</source>
        <translation>选择包含类别的字段。之后图层按类别的颜色绘制。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="154"/>
        <source>These labels are in a temporary layer and are lost when QGIS closes. Right-click the layer and choose “Make Permanent” to keep them.</source>
        <translation>这些标签位于临时图层中，QGIS 关闭时会丢失。要保留它们，请右键单击图层并选择“永久化”。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="182"/>
        <source>All classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/similarity_stretch.py" line="58"/>
        <source>The backend sent a reply that this version of the plugin can&apos;t read.</source>
        <translation>后端发送的响应无法由此版本的插件读取。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="64"/>
        <source>Clicks add locations that places should not resemble. Or hold Alt when you click.</source>
        <translation>单击添加的地点作为反例，结果不应与之相似。也可以在单击时按住 Alt。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="80"/>
        <source>Opens the dialog that creates a raster of the view with these settings.</source>
        <translation>打开用这些设置创建视图栅格的对话框。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="82"/>
        <source>Saves a PCA basis that is fitted to the view, for maps with the same, comparable colours.</source>
        <translation>保存针对视图拟合的 PCA 基，使用它的地图颜色一致，可以相互比较。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_task.py" line="55"/>
        <source>Unexpected error ({kind}: {reason}).</source>
        <translation>意外错误（{kind}：{reason}）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="121"/>
        <source>about 2 GB</source>
        <translation>约 2 GB</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="41"/>
        <source>Remove the backend</source>
        <translation>移除后端</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="24"/>
        <source>Delete the Python environment of the backend ({size})?</source>
        <translation>删除后端的 Python 环境（{size}）吗？</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="25"/>
        <source>A running backend is stopped. Your projects, layers and model files stay. So do encoders and caches in {folder}, unless you delete them, too.</source>
        <translation>正在运行的后端会停止。您的工程、图层和模型文件会保留。{folder} 中的编码器和缓存也会保留，除非您将其一并删除。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="31"/>
        <source>Also delete encoders, caches and logs ({size})</source>
        <translation>同时删除编码器、缓存和日志（{size}）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="41"/>
        <source>Encoders that you trained or imported are deleted, too. Models and live layers that use them no longer work. Delete all encoders, caches and logs?</source>
        <translation>您训练或导入的编码器也会被删除。使用它们的模型和实时图层将无法再使用。删除所有编码器、缓存和日志吗？</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="59"/>
        <source>The backend was removed. Encoders, caches and logs stay in {folder}.</source>
        <translation>后端已移除。编码器、缓存和日志保留在 {folder}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="61"/>
        <source>The backend, its encoders, caches and logs were deleted.</source>
        <translation>后端及其编码器、缓存和日志已删除。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="100"/>
        <source>The runs are listed when the backend is running.</source>
        <translation>后端运行时会列出这些运行。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="41"/>
        <source>Searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="43"/>
        <source>Automatic: the GPU, if it passes a test</source>
        <translation>自动：GPU（如果通过测试）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="53"/>
        <source>PyTorch {torch} and the SatCLIP backend {version}, in a separate Python environment. Nothing is installed into the Python environment of QGIS.</source>
        <translation>PyTorch {torch} 和 SatCLIP 后端 {version}，安装在单独的 Python 环境中。不会在 QGIS 的 Python 环境中安装任何内容。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="57"/>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="58"/>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="60"/>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="61"/>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="75"/>
        <source>found automatically</source>
        <translation>自动查找</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="83"/>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="111"/>
        <source>{python}; uv installs the packages</source>
        <translation>{python}；软件包由 uv 安装</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="121"/>
        <source>about 8 GB</source>
        <translation>约 8 GB</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="123"/>
        <source>{size}; {free} are free</source>
        <translation>{size}；可用空间 {free}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="126"/>
        <source>The installation needs {needed}. Free some disk space first.</source>
        <translation>安装需要 {needed}。请先释放一些磁盘空间。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="135"/>
        <source>Choose a folder of wheels below.</source>
        <translation>请在下方选择 wheel 文件夹。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="136"/>
        <source>pypi.org and download.pytorch.org, or the index in pip&apos;s configuration</source>
        <translation>pypi.org 和 download.pytorch.org，或 pip 配置中的索引</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="143"/>
        <source>{sources}. The hashes of the packages are not checked.</source>
        <translation>{sources}。不检查软件包的哈希值。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="154"/>
        <source>The environment must contain the package satclip-backend {version}. It is tested first. SatCLIP never changes it.</source>
        <translation>该环境必须包含软件包 satclip-backend {version}。使用前会先进行测试。SatCLIP 绝不会更改该环境。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="42"/>
        <source>The report is saved next to the model, as an HTML file.</source>
        <translation>报告以 HTML 文件保存在模型旁边。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="44"/>
        <source>Fits and cross-validates a model of the field in the background.</source>
        <translation>在后台拟合字段的模型并进行交叉验证。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="52"/>
        <source>Opens the dialog of the algorithm with these values.</source>
        <translation>用这些值打开算法的对话框。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="50"/>
        <source>Models of the project</source>
        <translation>工程的模型</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="52"/>
        <source>Adds the model in a file to the list.</source>
        <translation>将文件中的模型添加到列表。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="59"/>
        <source>Opens the dialog of a prediction map of the view.</source>
        <translation>打开视图的预测地图对话框。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="62"/>
        <source>Adds a temporary copy of the layer with predictions, in the background.</source>
        <translation>在后台添加图层的临时副本，其中包含预测。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="94"/>
        <source>There is no report next to the model.</source>
        <translation>模型旁边没有报告。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="123"/>
        <source>Use a model</source>
        <translation>使用模型</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="82"/>
        <source>Cancelling</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="102"/>
        <source>{step} ({time} elapsed)</source>
        <translation>{step}（已用时 {time}）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="50"/>
        <source>Adds a temporary copy of the layer with the embeddings as fields.</source>
        <translation>添加图层的临时副本，以字段形式包含嵌入向量。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="17"/>
        <source>Points without a class: {count}.</source>
        <translation>没有类别的点：{count}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="19"/>
        <source>Points that are not on Earth, which are not used: {count}.</source>
        <translation>不在地球上因而未使用的点：{count}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="28"/>
        <source>Similarity to the labels of one class. Label places of another class to tell them apart.</source>
        <translation>与一个类别的标签的相似度。请标记另一个类别的地点，以区分两者。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="30"/>
        <source>Similarity to the labels. With two labels of each class, it is compared with a logistic regression.</source>
        <translation>与标签的相似度。每个类别有两个标签时，会将其与逻辑回归比较。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="34"/>
        <source>logistic regression</source>
        <translation>逻辑回归</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="34"/>
        <source>similarity</source>
        <translation>相似度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="36"/>
        <source>Method: {used}. Leave-one-out balanced accuracy {accuracy} of {labels} labels ({other}: {lower}). Labels close to each other make it too high.</source>
        <translation>方法：{used}。{labels} 个标签的留一法平衡准确率为 {accuracy}（{other}：{lower}）。标签彼此邻近时，该值偏高。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="41"/>
        <source>Method: {used}. Balanced accuracy {accuracy} of {labels} labels in {folds}-fold cross-validation ({other}: {lower}). Labels close to each other make it too high.</source>
        <translation>方法：{used}。{labels} 个标签在 {folds} 折交叉验证中的平衡准确率为 {accuracy}（{other}：{lower}）。标签彼此邻近时，该值偏高。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="35"/>
        <source>Data on this computer</source>
        <translation>本机上的数据</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="36"/>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="37"/>
        <source>Clear…</source>
        <translation>清除…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="38"/>
        <source>Deletes image features of pretraining, partial downloads, and uploads and results of jobs. Encoders, models and pretraining runs stay.</source>
        <translation>删除预训练的影像特征、未完成的下载以及作业的上传内容和结果。编码器、模型和预训练运行会保留。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="46"/>
        <source>Remove the backend…</source>
        <translation>移除后端…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="47"/>
        <source>Closes the options and opens the set-up, which removes the backend.</source>
        <translation>关闭选项并打开设置窗口，由其移除后端。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="57"/>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="69"/>
        <source>Temporary files</source>
        <translation>临时文件</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="71"/>
        <source>Delete the temporary files? A running backend restarts when it is next needed. Image features of pretraining are computed again, and stopped downloads start from the beginning. Encoders, models and pretraining runs stay.</source>
        <translation>删除临时文件吗？正在运行的后端会在下次需要时重新启动。预训练的影像特征会重新计算，已停止的下载会从头开始。编码器、模型和预训练运行会保留。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="72"/>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="86"/>
        <source>Deleting…</source>
        <translation>正在删除…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="93"/>
        <source>{size}. Nothing was deleted, because jobs are running: {jobs}.</source>
        <translation>{size}。未删除任何内容，因为有作业正在运行：{jobs}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="108"/>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="110"/>
        <source>Opens the folder in the file manager. It is created when it is first needed.</source>
        <translation>在文件管理器中打开文件夹。该文件夹在首次需要时创建。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="114"/>
        <source>Replace {files}?</source>
        <translation>替换 {files} 吗？</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="130"/>
        <source>Open report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="137"/>
        <source>Open a model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="146"/>
        <source>The project has no model yet. Fit one, or open a file.</source>
        <translation>工程还没有模型。请拟合一个模型，或打开文件。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="173"/>
        <source>Target: {field}</source>
        <translation>目标：{field}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="177"/>
        <source>Balanced accuracy</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="179"/>
        <source>kNNDM</source>
        <translation>kNNDM</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="180"/>
        <source>spatial blocks</source>
        <translation>空间块</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="181"/>
        <source>leave one group out</source>
        <translation>留一组法</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="182"/>
        <source>random folds, optimistic</source>
        <translation>随机折，偏乐观</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="184"/>
        <source>{score}: {value} ({folds})</source>
        <translation>{score}：{value}（{folds}）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="192"/>
        <source>Observations: {count}</source>
        <translation>观测数：{count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="195"/>
        <source>Encoders: {encoders}</source>
        <translation>编码器：{encoders}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="53"/>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="61"/>
        <source>Start the backend. It also starts when it is needed.</source>
        <translation>启动后端。需要时它也会自动启动。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="92"/>
        <source>The backend is not set up.</source>
        <translation>后端尚未设置。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="93"/>
        <source>The backend is stopped.</source>
        <translation>后端已停止。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="94"/>
        <source>The backend is starting…</source>
        <translation>后端正在启动…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="95"/>
        <source>The backend is running.</source>
        <translation>后端正在运行。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="100"/>
        <source>The backend is running ({details}).</source>
        <translation>后端正在运行（{details}）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/encoder_choice.py" line="19"/>
        <source>The encoder that all sections use</source>
        <translation>所有部分使用的编码器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="40"/>
        <source>Limits of the backend on this computer</source>
        <translation>本机后端的限制</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="44"/>
        <source>Where embeddings and models are computed. “Test” shows whether the computer has the device.</source>
        <translation>在何处计算嵌入向量和模型。“测试”会显示计算机是否有该设备。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="47"/>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="48"/>
        <source>Processor cores that the backend uses. Fewer leave more for other programs.</source>
        <translation>后端使用的处理器核心数。减少核心数可为其他程序留出更多资源。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="51"/>
        <source>No limit</source>
        <translation>无限制</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="51"/>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="52"/>
        <source>Memory that the backend and each of its jobs may use. A job that needs more fails with a message.</source>
        <translation>后端及其每个作业可使用的内存。需要更多内存的作业会失败并显示消息。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="52"/>
        <source>The memory can be limited on Linux only.</source>
        <translation>仅在 Linux 上可以限制内存。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="60"/>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="60"/>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="61"/>
        <source>Minutes without a request after which the backend ends and frees its memory.</source>
        <translation>没有请求达到此分钟数后，后端会结束并释放内存。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="64"/>
        <source>Offline: no connections to the internet</source>
        <translation>离线：不连接互联网</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="65"/>
        <source>The backend downloads no encoders and reads no images at URLs. It says so if an algorithm needs them.</source>
        <translation>后端不下载编码器，也不读取 URL 上的影像。如果算法需要它们，后端会提示。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="72"/>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="73"/>
        <source>Processor cores</source>
        <translation>处理器核心</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="74"/>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="75"/>
        <source>Ends when unused for</source>
        <translation>闲置多久后结束</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="77"/>
        <source>Changes apply at once if no job is running, otherwise when the jobs have ended.</source>
        <translation>如果没有作业正在运行，更改会立即生效，否则在作业结束后生效。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>Automatic (the fastest)</source>
        <translation>自动（最快）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>NVIDIA GPU</source>
        <translation>NVIDIA GPU</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="103"/>
        <source>Apple GPU</source>
        <translation>Apple GPU</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="217"/>
        <source>The new options apply when the running jobs of the backend have ended: {jobs}.</source>
        <translation>新选项将在后端正在运行的作业结束后生效：{jobs}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="223"/>
        <source>The backend ends, and starts with the new options when it is next needed.</source>
        <translation>后端会结束，并在下次需要时用新选项启动。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_maps.py" line="58"/>
        <source>Save the PCA basis of the view</source>
        <translation>保存视图的 PCA 基</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_maps.py" line="76"/>
        <source>Create a map with this basis…</source>
        <translation>用此基创建地图…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="56"/>
        <source>Negative examples</source>
        <translation>反例</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="146"/>
        <source>“{algorithm}” is running.</source>
        <translation>“{algorithm}”正在运行。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="167"/>
        <source>More warnings in the message log: {count}.</source>
        <translation>日志信息中的更多警告：{count}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="168"/>
        <source>“{algorithm}” has finished.</source>
        <translation>“{algorithm}”已完成。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="174"/>
        <source>See the message log.</source>
        <translation>请查看日志信息。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="175"/>
        <source>“{algorithm}” failed. {reason}</source>
        <translation>“{algorithm}”失败。{reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="177"/>
        <source>More options…</source>
        <translation>更多选项…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="75"/>
        <source>Click on the map to show similar places. Hold Ctrl or Shift to add a location, or Alt to add a location that places should not resemble.</source>
        <translation>在地图上单击以显示相似地点。按住 Ctrl 或 Shift 可添加地点，按住 Alt 可添加反例，即结果不应与之相似的地点。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="263"/>
        <source>Click a location that places should resemble first.</source>
        <translation>请先单击一个地点，结果应与之相似。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="271"/>
        <source>The maximum is {most} locations. Click without a key to start again.</source>
        <translation>最多 {most} 个地点。不按键单击可重新开始。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="92"/>
        <source>Live classes ({encoder})</source>
        <translation>实时类别 ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="41"/>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="98"/>
        <source>{range}: predicted too high</source>
        <translation>{range}：预测偏高</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="100"/>
        <source>{range}: predicted too low</source>
        <translation>{range}：预测偏低</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="196"/>
        <source>Probability of {value}</source>
        <translation>{value} 的概率</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="229"/>
        <source>Lower limit</source>
        <translation>下限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="230"/>
        <source>Upper limit</source>
        <translation>上限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="126"/>
        <source>Faded: sea, unknown to the encoder</source>
        <translation>淡化显示：海洋，编码器对其未知</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="173"/>
        <source>{component}: {percent} % of the variance</source>
        <translation>{component}：占方差的 {percent} %</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="57"/>
        <source>{file} exists already. Choose another name, or add the file to the project and continue with it.</source>
        <translation>{file} 已存在。请选择其他名称，或将该文件添加到工程后继续使用。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="69"/>
        <source>{file} could not be written: {reason}</source>
        <translation>无法写入 {file}：{reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="38"/>
        <source>The field “{field}” identifies the features of “{layer}”. Choose another field.</source>
        <translation>字段“{field}”是“{layer}”要素的标识。请选择其他字段。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="48"/>
        <source>The field “{field}” of “{layer}” has more than {most} different values. Choose another field.</source>
        <translation>“{layer}”的字段“{field}”有超过 {most} 个不同的值。请选择其他字段。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="90"/>
        <source>Enter a name for the class.</source>
        <translation>请输入类别的名称。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="97"/>
        <source>The field “{field}” holds integers. Enter a number for the class.</source>
        <translation>字段“{field}”存储整数。请为类别输入一个数字。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="107"/>
        <source>There is a class “{name}” already.</source>
        <translation>已有类别“{name}”。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="109"/>
        <source>The maximum is {most} classes.</source>
        <translation>最多 {most} 个类别。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="92"/>
        <source>“{layer}” has more than {most} labels, the maximum for a live layer. Use “Fit a model”.</source>
        <translation>“{layer}”的标签超过 {most} 个，即实时图层的最大值。请使用“拟合模型”。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="110"/>
        <source>This place is outside the area of the CRS of “{layer}”.</source>
        <translation>此地点在“{layer}”的 CRS 有效区域之外。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="214"/>
        <source>The labels could not be added to “{layer}”.</source>
        <translation>无法将标签添加到“{layer}”。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="71"/>
        <source>“{layer}” can't be edited. Export it to a GeoPackage, and continue with that.</source>
        <translation>“{layer}”不可编辑。请将其导出为 GeoPackage，然后用它继续。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="38"/>
        <source>Label</source>
        <translation>标记</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="47"/>
        <source>“{layer}” can't be edited now.</source>
        <translation>“{layer}”当前无法编辑。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="78"/>
        <source>The labels could not be saved in “{layer}”: {reason}</source>
        <translation>无法将标签保存到“{layer}”：{reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/backend_setup.py" line="104"/>
        <source>An offline installation needs a folder of wheels.</source>
        <translation>离线安装需要 wheel 文件夹。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="140"/>
        <source>uv has failed. Installing with pip instead</source>
        <translation>uv 失败。正在改用 pip 安装</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="172"/>
        <source>Creating a Python environment</source>
        <translation>正在创建 Python 环境</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="187"/>
        <source>Installing the dependencies of the backend</source>
        <translation>正在安装后端的依赖项</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="195"/>
        <source>Installing the backend</source>
        <translation>正在安装后端</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="207"/>
        <source>Testing the environment: computing an embedding</source>
        <translation>正在测试环境：计算一个嵌入向量</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="213"/>
        <source>The GPU can&apos;t be used. Installing PyTorch for the processor instead</source>
        <translation>无法使用 GPU。正在改为安装用于处理器的 PyTorch</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="228"/>
        <source>Installing PyTorch</source>
        <translation>正在安装 PyTorch</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="91"/>
        <source>The algorithm returns when training has started. Training continues when QGIS is closed. The SatCLIP panel shows the progress.</source>
        <translation>训练开始后算法即返回。关闭 QGIS 后训练仍会继续。SatCLIP 面板会显示进度。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="201"/>
        <source>The run “{run}” continues in the background. The SatCLIP panel shows its progress. The encoder becomes available when the run has finished.</source>
        <translation>运行“{run}”在后台继续。SatCLIP 面板会显示其进度。运行完成后即可使用该编码器。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="322"/>
        <source>There is no stopped run “{run}” to resume (RESUME). See Pretrain in the SatCLIP panel.</source>
        <translation>没有可继续的已停止运行“{run}”(RESUME)。请查看 SatCLIP 面板中的“预训练”。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="329"/>
        <source>A run “{run}” already exists. Resume it (RESUME), delete it in the SatCLIP panel, or choose another name.</source>
        <translation>运行“{run}”已存在。请继续该运行 (RESUME)，在 SatCLIP 面板中将其删除，或选择其他名称。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="62"/>
        <source>Adds the bands Red, Green and Blue to three or more components. They show the first three in balanced colours, as in the live layer.</source>
        <translation>有三个或更多成分时，添加红、绿、蓝波段。它们以均衡的颜色显示前三个成分，与实时图层相同。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="66"/>
        <source>Add colour bands</source>
        <translation>添加颜色波段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="58"/>
        <source>Features that the map should be unlike. The direction is twice the mean of the reference points minus the mean of these.</source>
        <translation>地图应与之不相似的要素。方向为参考点均值的两倍减去这些要素的均值。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="99"/>
        <source>There are more than {most} reference points. Select some features and check “Selected features only” ({parameter}).</source>
        <translation>参考点超过 {most} 个。请选择部分要素，并勾选“仅选中的要素”({parameter})。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="143"/>
        <source>Example model…</source>
        <translation>示例模型…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="144"/>
        <source>Opens a model for Processing: from points to a prediction map.</source>
        <translation>打开一个用于“处理”的模型：从点到预测地图。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="132"/>
        <source>{text} It uses {size}. Encoders and caches use {data}.</source>
        <translation>{text} 占用 {size}。编码器和缓存占用 {data}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/example_model.py" line="16"/>
        <source>Points to prediction map</source>
        <translation>从点到预测地图</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="138"/>
        <source>{sources}. The hashes of all packages except PyTorch are checked.</source>
        <translation>{sources}。检查除 PyTorch 外所有软件包的哈希值。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="106"/>
        <source>Cluster</source>
        <translation>聚类</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="128"/>
        <source>Locations at sea, where the similarity means little: {count}</source>
        <translation>海上的地点，其相似度意义不大：{count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="66"/>
        <source>Leaves pixels at sea or on land nodata, but for the coast (Natural Earth, 0.1 degree resolution). “Where the encoder was trained” leaves out the sea if the encoder knows only land: there, the similarity means nothing.</source>
        <translation>将海上或陆地上的像素保留为无数据，海岸除外（Natural Earth，分辨率 0.1 度）。如果编码器只了解陆地，“编码器的训练区域”会略去海洋：海上的相似度没有意义。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="72"/>
        <source>Where the encoder was trained</source>
        <translation>编码器的训练区域</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="77"/>
        <source>Pixels to map</source>
        <translation>要绘制的像素</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="122"/>
        <source>SatCLIP uses the backend of a server: {url}</source>
        <translation>SatCLIP 使用服务器上的后端：{url}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="352"/>
        <source>Use a server…</source>
        <translation>使用服务器…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="353"/>
        <source>Opens the options, where the backend of a server can be chosen.</source>
        <translation>打开选项，可在其中选择服务器上的后端。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="63"/>
        <source>New run…</source>
        <translation>新建运行…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="64"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="66"/>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="68"/>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="74"/>
        <source>Show model card</source>
        <translation>显示模型卡片</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="58"/>
        <source>Create map…</source>
        <translation>创建地图…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="92"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="94"/>
        <source>Label selected</source>
        <translation>标记所选</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="103"/>
        <source>Next place</source>
        <translation>下一地点</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="112"/>
        <source>Fit a model…</source>
        <translation>拟合模型…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="254"/>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="271"/>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="53"/>
        <source>Add layer</source>
        <translation>添加图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="55"/>
        <source>Update layer</source>
        <translation>更新图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="67"/>
        <source>Use selected points</source>
        <translation>使用所选的点</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="81"/>
        <source>Save PCA basis…</source>
        <translation>保存 PCA 基…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="157"/>
        <source>Style</source>
        <translation>样式</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="43"/>
        <source>Fit</source>
        <translation>拟合</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="51"/>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="113"/>
        <source>Model file</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="38"/>
        <source>Selected features only</source>
        <translation>仅选中的要素</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="49"/>
        <source>Add embeddings</source>
        <translation>添加嵌入向量</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="58"/>
        <source>Set up…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="60"/>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="105"/>
        <source>Cosine similarity (0: unrelated)</source>
        <translation>余弦相似度（0：不相关）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="104"/>
        <source>{step} ({time} elapsed, less than a minute left)</source>
        <translation>{step}（已用时 {time}，剩余不到一分钟）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="106"/>
        <source>{step} ({time} elapsed, about {minutes} min left)</source>
        <translation>{step}（已用时 {time}，剩余约 {minutes} 分钟）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="96"/>
        <source>The backend has exited. Try again: the next request restarts it. If this happens again, see the log file {log}.</source>
        <translation>后端已退出。请重试：下一个请求会重新启动它。如果再次发生，请查看日志文件 {log}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="101"/>
        <source>The backend has not answered in time. Try again.</source>
        <translation>后端未及时响应。请重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="102"/>
        <source>The request to the backend has failed ({reason}). Try again.</source>
        <translation>对后端的请求失败（{reason}）。请重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/proof.py" line="62"/>
        <source>The program on the backend&apos;s port could not be authenticated, so nothing was sent to it. Try again. If this happens again, restart the computer.</source>
        <translation>无法验证后端端口上的程序，因此未向其发送任何内容。请重试。如果再次发生，请重新启动计算机。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="27"/>
        <source>The layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="36"/>
        <source>{name} is too large: {size} bytes. The maximum is {most} bytes. Use fewer features or fields.</source>
        <translation>{name} 过大：{size} 字节。最大为 {most} 字节。请使用较少的要素或字段。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="91"/>
        <source>{file} was truncated during the upload. Try again.</source>
        <translation>{file} 在上传过程中被截断。请重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="96"/>
        <source>The data</source>
        <translation>数据</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="100"/>
        <source>{file} can&apos;t be read: {reason}.</source>
        <translation>无法读取 {file}：{reason}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="60"/>
        <source>{path} could not be deleted. Close other programs that use it, and try again.</source>
        <translation>无法删除 {path}。请关闭使用它的其他程序，然后重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="10"/>
        <source>Run the algorithm “Set up the backend” (satclip:setupbackend).</source>
        <translation>请运行算法“设置后端”(satclip:setupbackend)。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="142"/>
        <source>The backend has not responded for {seconds} seconds. Try again.</source>
        <translation>后端已有 {seconds} 秒没有响应。请重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="107"/>
        <source>an array that can&apos;t be read</source>
        <translation>无法读取的数组</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="235"/>
        <source>a reply without a protocol version</source>
        <translation>没有协议版本的响应</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="237"/>
        <source>The backend uses protocol version {spoken}, and this plugin uses version {needed}.</source>
        <translation>后端使用协议版本 {spoken}，而此插件使用版本 {needed}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="264"/>
        <source>more data than requested</source>
        <translation>超出请求的数据</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="289"/>
        <source>{file} could not be written: {reason}.</source>
        <translation>无法写入 {file}：{reason}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="303"/>
        <source>The backend has stopped responding. Its process has exited or hangs. Try again.</source>
        <translation>后端已停止响应。其进程已退出或挂起。请重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="307"/>
        <source>something that is not HTTP</source>
        <translation>不是 HTTP 的内容</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="309"/>
        <source>The backend can&apos;t be reached on this computer ({reason}). Try again. If this happens again, restart QGIS.</source>
        <translation>无法访问此计算机上的后端（{reason}）。请重试。如果再次发生，请重新启动 QGIS。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="320"/>
        <source>The server on the backend&apos;s port rejects the access token of QGIS. Close other copies of the backend, or restart the computer, and try again.</source>
        <translation>后端端口上的服务器拒绝 QGIS 的访问令牌。请关闭后端的其他副本或重新启动计算机，然后重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="330"/>
        <source>the status {status} without an error message</source>
        <translation>没有错误消息的状态 {status}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="340"/>
        <source>text that is not JSON</source>
        <translation>不是 JSON 的文本</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="342"/>
        <source>JSON that is not an object</source>
        <translation>不是对象的 JSON</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="347"/>
        <source>The server on the backend&apos;s port sent {what}. It may be another program. Try again.</source>
        <translation>后端端口上的服务器发送了{what}。它可能是其他程序。请重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="124"/>
        <source>The backend sent an invalid list of encoders. Try again.</source>
        <translation>后端发送的编码器列表无效。请重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="145"/>
        <source>The backend sent an array of shape {shape} for {count} points. Try again.</source>
        <translation>后端为 {count} 个点发送了形状为 {shape} 的数组。请重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="162"/>
        <source>The backend accepted the upload but returned no id. Try again.</source>
        <translation>后端接受了上传，但未返回 ID。请重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="175"/>
        <source>The backend accepted the job but returned no id. Try again.</source>
        <translation>后端接受了作业，但未返回 ID。请重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="198"/>
        <source>The connection to the backend at {url} was interrupted during the job. Run the algorithm again.</source>
        <translation>与 {url} 上后端的连接在作业期间中断。请重新运行算法。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="204"/>
        <source>The backend exited during the job. Run the algorithm again. If it fails again, see the log file {log}.</source>
        <translation>后端在作业期间退出。请重新运行算法。如果再次失败，请查看日志文件 {log}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="208"/>
        <source>Last output: {said}</source>
        <translation>最后的输出：{said}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="236"/>
        <source>The backend sent an invalid list of runs. Try again.</source>
        <translation>后端发送的运行列表无效。请重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="269"/>
        <source>The job failed without an error message.</source>
        <translation>作业失败，没有错误消息。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="271"/>
        <source>The job was dismissed by another client.</source>
        <translation>作业被其他程序取消。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="318"/>
        <source>The backend has exited and is restarted</source>
        <translation>后端已退出，正在重新启动</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="322"/>
        <source>The backend exited twice on the same request. {said} Log file: {log}.</source>
        <translation>后端在同一请求上退出了两次。{said} 日志文件：{log}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="46"/>
        <source>{python} does not exist. Choose a Python executable.</source>
        <translation>{python} 不存在。请选择 Python 可执行文件。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="50"/>
        <source>The backend of {python} has version {other}, and this plugin needs version {version}.</source>
        <translation>{python} 的后端版本为 {other}，而此插件需要版本 {version}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="58"/>
        <source>{python} has no working backend ({said}).</source>
        <translation>{python} 没有可用的后端（{said}）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="282"/>
        <source>no error message</source>
        <translation>没有错误消息</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="80"/>
        <source>{python} can&apos;t be run ({reason}). Choose a Python executable.</source>
        <translation>无法运行 {python}（{reason}）。请选择 Python 可执行文件。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="96"/>
        <source>{python} has not ended within {seconds} seconds. Choose a Python executable.</source>
        <translation>{python} 在 {seconds} 秒内没有结束。请选择 Python 可执行文件。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="128"/>
        <source>Run the algorithm “Set up the backend” (satclip:setupbackend), or choose an environment that contains the backend in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>请运行算法“设置后端”(satclip:setupbackend)，或在“设置 &gt; 选项 &gt; SatCLIP”中选择包含后端的环境。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="133"/>
        <source>The backend is not installed.</source>
        <translation>后端尚未安装。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="134"/>
        <source>The backend is not installed ({python} does not exist).</source>
        <translation>后端尚未安装（{python} 不存在）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="140"/>
        <source>Starting the backend</source>
        <translation>正在启动后端</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="154"/>
        <source>Another QGIS window is still starting the backend. Close that window and try again.</source>
        <translation>另一个 QGIS 窗口仍在启动后端。请关闭该窗口，然后重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="223"/>
        <source>Another QGIS window is running a job on backend version {other}, and this plugin needs version {needed}. Wait until the job has finished, or close that window.</source>
        <translation>另一个 QGIS 窗口正在使用版本 {other} 的后端运行作业，而此插件需要版本 {needed}。请等待作业完成，或关闭该窗口。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="253"/>
        <source>{python} can&apos;t be run ({reason}).</source>
        <translation>无法运行 {python}（{reason}）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="280"/>
        <source>The backend is not installed in the environment of {python}.</source>
        <translation>{python} 的环境中未安装后端。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="289"/>
        <source>The backend did not start within {seconds} seconds. {said} Log file: {log}.</source>
        <translation>后端在 {seconds} 秒内没有启动。{said} 日志文件：{log}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="298"/>
        <source>The backend in {python} has version {other} (protocol {spoken}), and this plugin needs version {version} (protocol {protocol}).</source>
        <translation>{python} 中的后端版本为 {other}（协议 {spoken}），而此插件需要版本 {version}（协议 {protocol}）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="75"/>
        <source>{path} can&apos;t be written ({reason}). Choose another folder.</source>
        <translation>无法写入 {path}（{reason}）。请选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="84"/>
        <source>Another QGIS window or program is installing the backend in {folder}. Wait until it is done.</source>
        <translation>另一个 QGIS 窗口或程序正在 {folder} 中安装后端。请等待其完成。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="150"/>
        <source>{path} already exists and was not created by this installer. Choose another folder, or remove it.</source>
        <translation>{path} 已存在，且不是由此安装程序创建的。请选择其他文件夹，或将其移除。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="162"/>
        <source>The backend needs {needed} GB of disk space, and {folder} has {free} GB free. Free some disk space, or set the environment variable SATCLIP_HOME to a folder on another disk.</source>
        <translation>后端需要 {needed} GB 磁盘空间，而 {folder} 有 {free} GB 可用。请释放一些磁盘空间，或将环境变量 SATCLIP_HOME 设置为其他磁盘上的文件夹。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="96"/>
        <source>{path} (does not run)</source>
        <translation>{path}（无法运行）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="99"/>
        <source>{path} (version {version})</source>
        <translation>{path}（版本 {version}）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="101"/>
        <source>{path} (32-bit)</source>
        <translation>{path}（32 位）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="111"/>
        <source>{python} can&apos;t create environments: the modules venv and ensurepip are missing. On Debian and Ubuntu, install them with: sudo apt install python3-venv</source>
        <translation>{python} 无法创建环境：缺少模块 venv 和 ensurepip。在 Debian 和 Ubuntu 上，请使用以下命令安装：sudo apt install python3-venv</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="117"/>
        <source>No Python 3.10 to 3.14 (64-bit) was found. Install Python from python.org or with your package manager, or enter the path of a Python executable.</source>
        <translation>未找到 Python 3.10 至 3.14（64 位）。请从 python.org 或使用软件包管理器安装 Python，或输入 Python 可执行文件的路径。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="122"/>
        <source>Tried: {pythons}.</source>
        <translation>已尝试：{pythons}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>PyTorch can&apos;t use the NVIDIA GPU. Update its driver, or choose PyTorch for the processor.</source>
        <translation>PyTorch 无法使用 NVIDIA GPU。请更新其驱动程序，或选择用于处理器的 PyTorch。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The hash of a package does not match the lock file of the plugin, so nothing was installed. Try again later. If your organisation builds its own packages, enter its package index or a folder of wheels. Their hashes are not checked.</source>
        <translation>某个软件包的哈希值与插件的锁定文件不符，因此未安装任何内容。请稍后重试。如果您的组织自行构建软件包，请输入其软件包索引或 wheel 文件夹。不会检查其哈希值。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The disk is full. Free about 3 GB, including the disk of the temporary folder, and try again.</source>
        <translation>磁盘已满。请释放约 3 GB（包括临时文件夹所在的磁盘），然后重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The certificate of the package index could not be verified. Your network may inspect TLS connections. Add the certificate of your organisation in QGIS (Settings &gt; Options &gt; Authentication &gt; Manage certificates &gt; Authorities), or install from a folder of wheels.</source>
        <translation>无法验证软件包索引的证书。您的网络可能会检查 TLS 连接。请在 QGIS 中添加您组织的证书（设置 &gt; 选项 &gt; 认证 &gt; 管理证书 &gt; 颁发机构），或从 wheel 文件夹安装。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The proxy requires a user name and a password. Enter both in Settings &gt; Options &gt; Network.</source>
        <translation>代理需要用户名和密码。请在“设置 &gt; 选项 &gt; 网络”中输入。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The proxy refused the connection. Check the proxy in Settings &gt; Options &gt; Network.</source>
        <translation>代理拒绝了连接。请在“设置 &gt; 选项 &gt; 网络”中检查代理。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index refused access. Check its URL, the user name and the password.</source>
        <translation>软件包索引拒绝访问。请检查其 URL、用户名和密码。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index did not answer in time. Try again: what was downloaded is kept. If it happens again, check the internet connection and the proxy (Settings &gt; Options &gt; Network).</source>
        <translation>软件包索引未及时响应。请重试：已下载的内容会保留。如果再次发生，请检查互联网连接和代理（设置 &gt; 选项 &gt; 网络）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index can&apos;t be reached. Check the internet connection and the proxy (Settings &gt; Options &gt; Network), or install from a folder of wheels.</source>
        <translation>无法访问软件包索引。请检查互联网连接和代理（设置 &gt; 选项 &gt; 网络），或从 wheel 文件夹安装。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>A package is not available for this system and Python version. Choose another Python (3.11 to 3.13, 64-bit), or a folder of wheels that contains the package.</source>
        <translation>某个软件包不适用于此系统和 Python 版本。请选择其他 Python（3.11 至 3.13，64 位），或包含该软件包的 wheel 文件夹。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>PyTorch can&apos;t load a library of Windows. Install the Microsoft Visual C++ Redistributable (x64) from microsoft.com, and try again.</source>
        <translation>PyTorch 无法加载 Windows 的库。请从 microsoft.com 安装 Microsoft Visual C++ Redistributable (x64)，然后重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>Another program, such as an antivirus program, holds or blocks a file. Close QGIS windows and programs that use the folder, exclude the folder from antivirus scans, and try again.</source>
        <translation>其他程序（例如杀毒软件）占用或阻止了文件。请关闭使用该文件夹的 QGIS 窗口和程序，将该文件夹排除在病毒扫描之外，然后重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The system denied access to a file. Choose a folder that you may write to, and exclude it from antivirus scans.</source>
        <translation>系统拒绝访问文件。请选择您有写入权限的文件夹，并将其排除在病毒扫描之外。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="130"/>
        <source>no output</source>
        <translation>没有输出</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="132"/>
        <source>The folder of wheels {folder} contains no wheel of {package} for this system and Python version. Create it with the same system and Python version (make wheelhouse). Log file: {log}.</source>
        <translation>wheel 文件夹 {folder} 中没有适用于此系统和 Python 版本的 {package} wheel。请使用相同的系统和 Python 版本创建该文件夹 (make wheelhouse)。日志文件：{log}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="140"/>
        <source>{advice} ({said}. Log file: {log}.)</source>
        <translation>{advice}（{said}。日志文件：{log}。）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="141"/>
        <source>The Python environment could not be created: {said}. Log file: {log}.</source>
        <translation>无法创建 Python 环境：{said}。日志文件：{log}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="67"/>
        <source>The address of the backend&apos;s server must be like https://gis.example.org or http://127.0.0.1:8123.</source>
        <translation>后端服务器的地址必须类似于 https://gis.example.org 或 http://127.0.0.1:8123。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="74"/>
        <source>The address of the backend&apos;s server must not contain a user name or password. Use an authentication configuration.</source>
        <translation>后端服务器的地址不得包含用户名或密码。请使用认证配置。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="81"/>
        <source>{host} must be asked by https, because http would send the login and your data readable for others. http is for this computer only, such as http://127.0.0.1:8123 for an SSH tunnel.</source>
        <translation>必须通过 https 访问 {host}，因为 http 会以他人可读的方式发送登录信息和您的数据。http 仅用于此计算机，例如用于 SSH 隧道的 http://127.0.0.1:8123。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="105"/>
        <source>The authentication configuration {id} can&apos;t be used. Unlock or choose it in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>无法使用认证配置 {id}。请在“设置 &gt; 选项 &gt; SatCLIP”中解锁或选择它。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="123"/>
        <source>The backend at {url} needs its token. Choose an authentication configuration of the kind “Basic authentication” with the token as the password in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>{url} 上的后端需要其令牌。请在“设置 &gt; 选项 &gt; SatCLIP”中选择以该令牌为密码的“基本认证”类型的认证配置。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="148"/>
        <source>Check the address and the authentication in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>请在“设置 &gt; 选项 &gt; SatCLIP”中检查地址和认证。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="202"/>
        <source>No backend responds at {url}. Is the SSH tunnel open?</source>
        <translation>{url} 上没有后端响应。SSH 隧道是否已打开？</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="177"/>
        <source>{url} is not a SatCLIP backend.</source>
        <translation>{url} 不是 SatCLIP 后端。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="179"/>
        <source>The server {host} has version {other} of the backend, and this plugin needs version {version}. Update the older one.</source>
        <translation>服务器 {host} 的后端版本为 {other}，而此插件需要版本 {version}。请更新较旧的一方。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="261"/>
        <source>The certificate of {host} is not valid: {reason}. Check the address. If the authority is your organisation&apos;s, add it in Settings &gt; Options &gt; Authentication &gt; Manage Certificates.</source>
        <translation>{host} 的证书无效：{reason}。请检查地址。如果颁发机构属于您的组织，请在“设置 &gt; 选项 &gt; 认证 &gt; 管理证书”中添加它。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="268"/>
        <source>The server {host} was not found.</source>
        <translation>未找到服务器 {host}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="270"/>
        <source>The server {host} does not respond. Try again later.</source>
        <translation>服务器 {host} 没有响应。请稍后重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="274"/>
        <source>The connection to {host} was refused or interrupted.</source>
        <translation>与 {host} 的连接被拒绝或中断。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="278"/>
        <source>No secure connection to {host} could be established ({reason}).</source>
        <translation>无法与 {host} 建立安全连接（{reason}）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="286"/>
        <source>The server {host} sent something that is not HTTP.</source>
        <translation>服务器 {host} 发送了不是 HTTP 的内容。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="290"/>
        <source>The server {host} can&apos;t be reached ({reason}).</source>
        <translation>无法访问服务器 {host}（{reason}）。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="154"/>
        <source>The server {host} rejects the login.</source>
        <translation>服务器 {host} 拒绝登录。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="304"/>
        <source>The server {host} answered with the status {status} instead of the backend. Its backend may not be running.</source>
        <translation>服务器 {host} 代替后端返回了状态 {status}。其后端可能没有运行。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="315"/>
        <source>The server {host} has another version of the backend than this plugin. Update the older one.</source>
        <translation>服务器 {host} 的后端版本与此插件不同。请更新较旧的一方。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/columns.py" line="69"/>
        <source>The backend sent a table that can&apos;t be read. Try again.</source>
        <translation>后端发送的表无法读取。请重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="123"/>
        <source>The environment in {folder} is already installed.</source>
        <translation>{folder} 中的环境已安装。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="155"/>
        <source>Deleting the previous environment</source>
        <translation>正在删除先前的环境</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="160"/>
        <source>The environment in {folder} is ready.</source>
        <translation>{folder} 中的环境已就绪。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/model_file.py" line="83"/>
        <source>{file} is not a valid SatCLIP model. Copy the file again, or fit the model again.</source>
        <translation>{file} 不是有效的 SatCLIP 模型。请重新复制该文件，或重新拟合模型。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pip.py" line="73"/>
        <source>The folder of wheels {folder} does not exist. Choose another folder.</source>
        <translation>wheel 文件夹 {folder} 不存在。请选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pip.py" line="79"/>
        <source>The folder of wheels {folder} contains no wheels (*.whl). Fill it on a computer with internet access, the same system and the same version of Python. The help page says how.</source>
        <translation>wheel 文件夹 {folder} 中没有 wheel (*.whl)。请在可访问互联网、系统和 Python 版本相同的计算机上填充该文件夹。帮助页面说明了方法。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="282"/>
        <source>The backend exited at startup ({said}). Log file: {log}.</source>
        <translation>后端在启动时退出（{said}）。日志文件：{log}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="238"/>
        <source>Click a cluster on the map. Typical places of it get the selected class.</source>
        <translation>请在地图上单击一个聚类。该聚类的典型地点将属于所选的类别。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="98"/>
        <source>From cluster</source>
        <translation>从聚类</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="100"/>
        <source>Click a cluster on the map: a few typical places of it in the view get the selected class</source>
        <translation>在地图上单击一个聚类：视图中该聚类的几个典型地点将属于所选的类别</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="69"/>
        <source>There is no cluster here. Click a colour of the cluster layer.</source>
        <translation>此处没有聚类。请单击聚类图层的一种颜色。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="84"/>
        <source>This view has no place of the cluster that the encoder knows. Pan or zoom the map.</source>
        <translation>此视图中没有编码器了解的该聚类的地点。请平移或缩放地图。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="101"/>
        <source>Add a cluster layer first: choose the style “Clusters”, and click “Add layer”.</source>
        <translation>请先添加聚类图层：选择样式“聚类”，然后单击“添加图层”。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="159"/>
        <source>Asking for the size of the download…</source>
        <translation>正在查询下载大小…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="171"/>
        <source>&lt;p&gt;&lt;b&gt;{title}&lt;/b&gt;, {size}, from {source}.&lt;/p&gt;&lt;p&gt;Licence: &lt;b&gt;{licence}&lt;/b&gt;. It is on the page &lt;a href=&quot;{page}&quot;&gt;{page}&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Known limits: {limits}&lt;/p&gt;&lt;p&gt;Download it?&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;{title}&lt;/b&gt;，{size}，来自 {source}。&lt;/p&gt;&lt;p&gt;许可证：&lt;b&gt;{licence}&lt;/b&gt;，见页面 &lt;a href=&quot;{page}&quot;&gt;{page}&lt;/a&gt;。&lt;/p&gt;&lt;p&gt;已知局限：{limits}&lt;/p&gt;&lt;p&gt;要下载吗？&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="194"/>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="383"/>
        <source>Import an exported encoder, or a published file such as a SatCLIP checkpoint (.ckpt)</source>
        <translation>导入已导出的编码器，或已发布的文件，例如 SatCLIP 检查点 (.ckpt)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="41"/>
        <source>Family</source>
        <translation>系列</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="74"/>
        <source>Citation</source>
        <translation>引用</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="73"/>
        <source>Known limits</source>
        <translation>已知局限</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="79"/>
        <source>Released by {publisher}. It is not installed yet.</source>
        <translation>由 {publisher} 发布。尚未安装。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/similarity_stretch.py" line="46"/>
        <source>This view is not on Earth. Pan or zoom the map.</source>
        <translation>此视图不在地球上。请平移或缩放地图。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="71"/>
        <source>Stretch to view</source>
        <translation>拉伸到视图</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="72"/>
        <source>Stretch the colours to the similarities in the view (2nd to 98th percentile)</source>
        <translation>将颜色拉伸到视图中的相似度（第 2 至第 98 百分位数）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="66"/>
        <source>Fixed range</source>
        <translation>固定范围</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="76"/>
        <source>Use the same range on every map, with 0 in the middle, so that maps are comparable</source>
        <translation>所有地图使用相同的范围，0 居中，因此地图可以比较</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="66"/>
        <source>Stretched to view</source>
        <translation>拉伸到视图</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="283"/>
        <source>Features where the encoder has no embedding: {count}. They are kept without an embedding.</source>
        <translation>位于编码器没有嵌入处的要素：{count}。它们保留但没有嵌入。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="128"/>
        <source>Spherical harmonics (SatCLIP)</source>
        <translation>球谐函数 (SatCLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="129"/>
        <source>Longitude and latitude</source>
        <translation>经度和纬度</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="130"/>
        <source>Coordinates on the sphere (x, y, z)</source>
        <translation>球面坐标 (x, y, z)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="131"/>
        <source>Wrap (sine and cosine)</source>
        <translation>Wrap（正弦和余弦）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="145"/>
        <source>Basis of the encoder</source>
        <translation>编码器的基函数</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="147"/>
        <source>SIREN (SatCLIP)</source>
        <translation>SIREN (SatCLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="148"/>
        <source>Residual network (FCNet)</source>
        <translation>残差网络 (FCNet)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="149"/>
        <source>Linear map</source>
        <translation>线性映射</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="151"/>
        <source>Network of the encoder</source>
        <translation>编码器的网络</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="162"/>
        <source>Contrastive (CSP, with random locations)</source>
        <translation>对比 (CSP，含随机位置)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="29"/>
        <source>For an encoder of location and month: 1 for January to 12 for December, or 0 for the mean over the year. Other encoders have no months.</source>
        <translation>用于位置和月份的编码器：1 为一月，12 为十二月，0 为全年平均。其他编码器没有月份。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="67"/>
        <source>Month (0: mean over the year)</source>
        <translation>月份（0：全年平均）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="65"/>
        <source>Date field</source>
        <translation>日期字段</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="37"/>
        <source>For an encoder of location and month: the embedding is that of the month of the date. Features without a date get the mean over the year.</source>
        <translation>用于位置和月份的编码器：嵌入向量对应日期所在的月份。没有日期的要素使用全年平均。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="151"/>
        <source>Choose a month or a date field, not both.</source>
        <translation>请选择月份或日期字段，不能同时选择。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="171"/>
        <source>The encoder “{encoder}” has no months. Leave out the month and the date field, or choose an encoder of location and month.</source>
        <translation>编码器“{encoder}”没有月份。请去掉月份和日期字段，或选择位置和月份的编码器。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="260"/>
        <source>Features without a date, which get the mean over the year: {count}</source>
        <translation>没有日期、使用全年平均的要素：{count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="139"/>
        <source>Slepian functions (fine in the training area)</source>
        <translation>Slepian 函数（训练区域内精细）</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="141"/>
        <source>Slepian functions resolve the training area finely. The others are for comparisons. The smallest scale of Space2Vec and Sphere2Vec follows from L.</source>
        <translation>Slepian 函数可精细分辨训练区域。其他基函数用于比较。Space2Vec 和 Sphere2Vec 的最小尺度由 L 决定。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="152"/>
        <source>The images are of the twelve months, with the same bands in each and dates such as 2004-06 in their names. The encoder has embeddings for each month, and their mean over the year.</source>
        <translation>影像来自十二个月份，每个月的波段相同，名称中带有 2004-06 这样的日期。编码器具有每个月的嵌入向量及其全年平均。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="156"/>
        <source>Encoder of location and month</source>
        <translation>位置和月份的编码器</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="213"/>
        <source>The server {host} no longer has the job: it was restarted, or another client deleted the job. Run the algorithm again.</source>
        <translation>服务器 {host} 已没有该作业：服务器已重新启动，或其他客户端删除了该作业。请重新运行算法。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="306"/>
        <source>The server {host} does not respond. Trying again for {minutes} minutes.</source>
        <translation>服务器 {host} 没有响应。将在 {minutes} 分钟内重试。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="168"/>
        <source>Random convolutions and band statistics</source>
        <translation>随机卷积和波段统计</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="169"/>
        <source>Random convolutional features (RCF)</source>
        <translation>随机卷积特征 (RCF)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="255"/>
        <source>The certificate of {host} is not valid now: {reason}. Check the clock of this computer. If it is right, ask the administrator of the server to renew the certificate.</source>
        <translation>{host} 的证书目前无效：{reason}。请检查本计算机的时钟。如果时钟正确，请让服务器管理员续期证书。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="266"/>
        <source>Features outside the area in which the encoder was trained: {count}.</source>
        <translation>位于编码器训练区域之外的要素：{count}。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/dates.py" line="47"/>
        <source>The field “{field}” holds “{value}”, which is no date. Dates begin with the year, such as 2004-07-15, or are months from 1 to 12.</source>
        <translation>字段“{field}”包含“{value}”，这不是日期。日期以年份开头，例如 2004-07-15，或者是 1 到 12 的月份。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="175"/>
        <source>Date field: {field}</source>
        <translation>日期字段：{field}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="30"/>
        <source>it is not a file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="51"/>
        <source>Points, lines or polygons in any CRS. The layer must contain the additional predictor fields and the date field of the model.</source>
        <translation>任意 CRS 中的点、线或多边形。图层必须包含模型的附加预测变量字段和日期字段。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="71"/>
        <source>For a model with a date field: 1 for January to 12 for December, or 0 for the mean over the year.</source>
        <translation>用于带日期字段的模型：1 表示一月，12 表示十二月，0 表示全年平均。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="110"/>
        <source>{target}: prediction in month {month}</source>
        <translation>{target}：{month} 月的预测</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="103"/>
        <source>The month of the date is a predictor, also of the models without embeddings. Encoders of location and month have the embedding of that month. Features without a date get the mean over the year.</source>
        <translation>日期的月份是预测变量，没有嵌入向量的模型同样使用月份。位置和月份的编码器使用该月份的嵌入向量。没有日期的要素使用全年平均。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="112"/>
        <source>{target}: prediction, mean over the year</source>
        <translation>{target}：预测，全年平均</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/destinations.py" line="91"/>
        <source>“{output}” ({name}) is a GeoTIFF: its file name must end in .tif, and {file} does not.</source>
        <translation>“{output}”（{name}）是 GeoTIFF：其文件名必须以 .tif 结尾，而 {file} 不是。</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="91"/>
        <source>QGIS can't open a GeoPackage with “{text}” in its path. Choose another name or folder.</source>
        <translation>QGIS 无法打开路径中含有“{text}”的 GeoPackage。请选择其他名称或文件夹。</translation>
    </message>
</context>
</TS>
